package routes.threshold;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What the recommended bounds promise.
 *
 * @param falseAlarmsPerMonth how many alarms the normal scatter of the series raises in thirty days, by chance
 * @param incidents known incidents that lie in the history
 * @param found those of them that the bounds would have alarmed on
 * @param splitsAtEdges whether an incident over the edge of a block, where the bound changes, is two alarms at the platform
 */
public record Expectation(double falseAlarmsPerMonth, int incidents, int found, boolean splitsAtEdges) {
    private static final double SHOWN_LEAST = 0.1;

    private static final Expectation NONE = new Expectation(0, 0, 0, false);

    static Expectation of(double perMonth, List<TimeRange> incidents, Points points, List<Incident> alarms) {
        int known = 0;
        int found = 0;
        for (TimeRange incident : incidents) {
            boolean lies = LongStream.of(points.times()).anyMatch(incident::holds);
            known += lies ? 1 : 0;
            found += lies && alarms.stream().anyMatch(alarm -> incident.overlaps(alarm.start(), alarm.end())) ? 1 : 0;
        }
        return new Expectation(perMonth, known, found, false);
    }

    Expectation splitting(boolean splits) {
        return new Expectation(falseAlarmsPerMonth, incidents, found, splits);
    }

    /** For people. */
    public String text() {
        return splitsAtEdges ? promise() + "; an incident over the edge of a block is two alarms" : promise();
    }

    private String promise() {
        String promised = falseAlarmsPerMonth < SHOWN_LEAST / 2
                ? "less than " + SHOWN_LEAST + " false alarms a month"
                : String.format(Locale.ROOT, "%.1f false alarms a month", falseAlarmsPerMonth);
        return incidents == 0
                ? promised
                : promised + "; would have found " + found + " of your last " + incidents
                        + (incidents == 1 ? " incident" : " incidents");
    }

    static Expectation none() {
        return NONE;
    }
}
