package routes.alarm;

/** How bad an alarm is. {@code P0} is the worst; the names are wire values of VeAIOps. */
public enum Level {
    P0,
    P1,
    P2;

    /** Whether this level is worse than {@code other}. */
    public boolean worseThan(Level other) {
        return ordinal() < other.ordinal();
    }
}
