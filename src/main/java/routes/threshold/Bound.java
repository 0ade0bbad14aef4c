package routes.threshold;

import org.jspecify.annotations.Nullable;

/**
 * One bound of a block, or why there is none.
 *
 * @param value the bound; 0 without meaning unless {@link #isSet}
 * @param window consecutive points beyond it that make an alarm
 */
record Bound(double value, int window, State state) {
    enum State {
        SET,
        /** The baseline of the template was the wider bound. */
        AT_BASELINE,
        /** The full margin would have passed the limit of the metric. */
        CUT,
        /** Nothing beyond the normal values is possible. */
        AT_LIMIT,
        TOO_FEW_POINTS,
        NOT_WANTED
    }

    static Bound without(State why) {
        return new Bound(0, 0, why);
    }

    boolean isSet() {
        return state == State.SET || state == State.AT_BASELINE || state == State.CUT;
    }

    /** The bound of the points as they are, when this one is the bound of the {@link BoundSample#mirrored} ones. */
    Bound mirrored() {
        return isSet() ? new Bound(0.0 - value, window, state) : this;
    }

    @Nullable
    Double valueOrNull() {
        return isSet() ? (Double) value : null;
    }

    @Nullable
    Integer windowOrNull() {
        return isSet() ? (Integer) window : null;
    }
}
