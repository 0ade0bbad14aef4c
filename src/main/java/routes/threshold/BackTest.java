package routes.threshold;

import java.util.List;

/**
 * What the recommended bounds would have done on the series they were learned from.
 *
 * @param alarms runs outside a bound that were at least as long as its window
 * @param days days that the points cover, without gaps
 * @param alarmsPerDay alarms divided by days, 0 when there are no points
 * @param pointsOutside points beyond a bound, long enough for an alarm or not
 * @param incidents the first alarms by time, at most {@value #SHOWN}
 */
public record BackTest(int alarms, double days, double alarmsPerDay, int pointsOutside, List<Incident> incidents) {
    /** Incidents that are listed; the count goes on. */
    public static final int SHOWN = 50;

    private static final BackTest NONE = new BackTest(0, 0, 0, 0, List.of());

    public BackTest {
        incidents = List.copyOf(incidents);
    }

    static BackTest none() {
        return NONE;
    }
}
