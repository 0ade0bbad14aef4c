package routes.threshold;

import java.time.Duration;

/** Some hours of the day with what was found for them, before it is known whether anything was. */
record DayBlock(int startHour, int endHour, Bound upper, Bound lower) {
    boolean hasBound() {
        return upper.isSet() || lower.isSet();
    }

    boolean touches(DayBlock later) {
        return endHour == later.startHour;
    }

    /** @param interval between two points */
    ThresholdBlock toThresholdBlock(Duration interval) {
        int window = upper.isSet() ? upper.window() : lower.window();
        return new ThresholdBlock(
                startHour,
                endHour,
                upper.valueOrNull(),
                lower.valueOrNull(),
                window,
                upper.windowOrNull(),
                lower.windowOrNull(),
                interval);
    }
}
