package routes.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import routes.threshold.Quality.Code;
import routes.threshold.Quality.Note;

/** Says how far a recommendation can be trusted. */
final class QualityCheck {
    private static final double FEWEST_DAYS = 3;
    private static final double LEAST_COVERAGE = 0.9;
    private static final double MOST_ALARMS_PER_DAY = 1;
    private static final double COUNTER_NEVER_FALLS = 0.99;
    private static final double COUNTER_RISES = 0.5;

    private final Points points;
    private final List<Note> notes = new ArrayList<>();

    private QualityCheck(Points points) {
        this.points = points;
    }

    /** @param classes with the blocks before they were joined, and the reasons of missing bounds */
    static Quality of(HourCells cells, long[] local, boolean daily, List<DayClass> classes, BackTest backTest) {
        Points points = cells.points();
        QualityCheck check = new QualityCheck(points);
        check.noteData();
        History history = new History(points, local);
        boolean differ = daily && cells.weekendsDiffer() || history.weekdaysDiffer();
        check.noteHistory(history, differ, classes.size() == 1);
        check.noteBounds(
                classes.stream().flatMap(days -> days.blocks().stream()).toList());
        check.noteAlarms(backTest);
        return Quality.of(points.coverage(), daily, check.notes);
    }

    private void noteData() {
        if (points.dropped() > 0) {
            note(Code.CLEANED, "%d points were left out: no number, or several at one second", points.dropped());
        }
        if (points.days() < FEWEST_DAYS) {
            note(Code.SHORT_HISTORY, "Only %.1f days of points: a week shows more of what is normal", points.days());
        }
        if (points.coverage() < LEAST_COVERAGE) {
            note(Code.GAPS, "%.0f %% of the points are missing", 100 * (1 - points.coverage()));
        }
    }

    /**
     * @param weekendsDiffer also hour by hour: means of days hide a weekend without working hours
     * @param oneForAll whether weekends have the bounds of weekdays
     */
    private void noteHistory(History history, boolean weekendsDiffer, boolean oneForAll) {
        int rises = 0;
        int falls = 0;
        double[] values = points.values();
        for (int i = 1; i < values.length; i++) {
            rises += values[i] > values[i - 1] ? 1 : 0;
            falls += values[i] < values[i - 1] ? 1 : 0;
        }
        int steps = values.length - 1;
        if (rises == 0 && falls == 0) {
            note(Code.CONSTANT, "The value never changed: the margin is a guess");
        } else if (falls <= (1 - COUNTER_NEVER_FALLS) * steps && rises >= COUNTER_RISES * steps) {
            note(Code.LOOKS_LIKE_A_COUNTER, "The value hardly ever falls: alarm on its rate, not on the counter");
        } else if (history.hasTrend()) {
            note(Code.TREND, "The level moves by %.3g a day: the bounds age, refresh them often", history.perDay());
        } else if (weekendsDiffer && oneForAll) {
            note(Code.WEEKDAYS_DIFFER, "Weekends differ from weekdays, the bounds have to serve both");
        } else if (!weekendsDiffer && history.hasLevelShift()) {
            note(Code.LEVEL_SHIFT, "The level jumped and stayed: run again when the new level has a week of history");
        }
    }

    private void noteBounds(List<DayBlock> found) {
        String empty = hours(found, block -> !block.hasBound());
        if (!empty.isEmpty()) {
            note(Code.BLOCK_WITHOUT_BOUND, "No bound at %s: too few points, or values at the limit", empty);
        }
        String oneSided =
                hours(found, block -> block.hasBound() && (isAtLimit(block.upper()) || isAtLimit(block.lower())));
        if (!oneSided.isEmpty()) {
            note(
                    Code.SIDE_WITHOUT_BOUND,
                    "One side has no bound at %s: the values reach the limit of the metric",
                    oneSided);
        }
        String cut = hours(found, block -> has(block, Bound.State.CUT));
        if (!cut.isEmpty()) {
            note(Code.MARGIN_CUT, "Narrower margin at %s: the full one passes the limit of the metric", cut);
        }
        String baseline = hours(found, block -> has(block, Bound.State.AT_BASELINE));
        if (!baseline.isEmpty()) {
            note(Code.BASELINE_USED, "The baseline of the template is the bound at %s", baseline);
        }
    }

    private void noteAlarms(BackTest backTest) {
        if (backTest.alarmsPerDay() > MOST_ALARMS_PER_DAY) {
            note(
                    Code.MANY_ALARMS,
                    "Its own history would have raised %.1f alarms a day: raise the sensitivity or the window",
                    backTest.alarmsPerDay());
        } else if (backTest.alarms() > 0) {
            note(
                    Code.INCIDENT_IGNORED,
                    "Its own history would have raised alarms, which were not learned from: %d",
                    backTest.alarms());
        }
    }

    private static boolean has(DayBlock block, Bound.State state) {
        return block.upper().state() == state || block.lower().state() == state;
    }

    private static boolean isAtLimit(Bound bound) {
        return bound.state() == Bound.State.AT_LIMIT;
    }

    private static String hours(List<DayBlock> blocks, Predicate<DayBlock> which) {
        return blocks.stream()
                .filter(which)
                .map(block -> block.startHour() + "-" + block.endHour() + " h")
                .collect(Collectors.joining(", "));
    }

    private void note(Code code, String text, Object... values) {
        notes.add(new Note(code, String.format(Locale.ROOT, text, values)));
    }
}
