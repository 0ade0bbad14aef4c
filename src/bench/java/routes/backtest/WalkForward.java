package routes.backtest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import routes.threshold.Direction;
import routes.threshold.Recommendation;
import routes.threshold.ThresholdBlock;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;
import routes.threshold.TimeRange;

/** Learns a week, judges the day after it, and goes on by a day, until the series ends. */
final class WalkForward {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long DAY = 86_400;
    private static final long WEEK = 7 * DAY;
    private static final int WINDOW = 3;
    private static final long ONE_PAGE = 3_600;
    /** How late an alarm still counts for its incident, and how long after it none is a false one. */
    private static final long LATE = 600;

    private static final long AFTERMATH = 1_800;

    private static final long BEFORE = 60;

    private final Trial trial;
    private final ThresholdSettings settings;
    private final long step;
    private final List<TimeRange> alarms = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();

    private WalkForward(Trial trial, double sensitivity) {
        this.trial = trial;
        this.settings = ThresholdSettings.of(trial.limits(), WINDOW, Direction.BOTH, sensitivity);
        this.step = step(trial.times());
    }

    /**
     * @param judgedDays days that were judged, 0: the series is too short
     * @param nanos processor time of each recommendation
     */
    record Score(String name, int incidents, int found, int falseAlarms, double judgedDays, List<Long> nanos) {
        double falsePerDay() {
            return judgedDays > 0 ? falseAlarms / judgedDays : 0;
        }
    }

    static Score score(Trial trial, double sensitivity) {
        return new WalkForward(trial, sensitivity).walk();
    }

    private Score walk() {
        long start = trial.first() + WEEK;
        double days = (double) (trial.last() - start) / DAY;
        if (days < 0.5) {
            return new Score(trial.name(), 0, 0, 0, 0, List.of());
        }
        for (long today = start; today < trial.last(); today += DAY) {
            int from = trial.index(today - WEEK);
            int now = trial.index(today);
            int end = trial.index(today + DAY);
            if (now > from && end > now) {
                long began = THREADS.getCurrentThreadCpuTime();
                Recommendation found = ThresholdEngine.recommend(trial.history(from, now), settings);
                nanos.add(THREADS.getCurrentThreadCpuTime() - began);
                judge(now, end, found.thresholds());
            }
        }
        List<TimeRange> judged = trial.incidents().stream()
                .filter(incident -> incident.start() >= start)
                .toList();
        int found = (int) judged.stream()
                .filter(incident -> alarms.stream()
                        .anyMatch(alarm -> alarm.start() <= incident.end() + LATE && alarm.end() >= incident.start()))
                .count();
        return new Score(trial.name(), judged.size(), found, falseAlarms(), days, nanos);
    }

    private void judge(int from, int to, List<ThresholdBlock> blocks) {
        for (ThresholdBlock block : blocks) {
            if (block.upperBound() != null) {
                judge(from, to, new Rule(block, block.upperBound(), block.upperWindow(), 1));
            }
            if (block.lowerBound() != null) {
                judge(from, to, new Rule(block, -block.lowerBound(), block.lowerWindow(), -1));
            }
        }
    }

    private record Rule(ThresholdBlock block, double bound, int window, int sign) {
        boolean isBroken(long time, double value) {
            long hour = Math.floorMod(time, DAY) / 3_600;
            return hour >= block.startHour() && hour < block.endHour() && sign * value > bound;
        }
    }

    /** As many points in a row as the window, without a silence between them. */
    private void judge(int from, int to, Rule rule) {
        int length = 0;
        for (int i = from; i <= to; i++) {
            boolean broken = i < to && rule.isBroken(trial.times()[i], trial.judged()[i]);
            if (length > 0 && (!broken || trial.times()[i] - trial.times()[i - 1] > 3 * step)) {
                if (length >= rule.window()) {
                    alarms.add(new TimeRange(trial.times()[i - length + rule.window() - 1], trial.times()[i - 1]));
                }
                length = 0;
            }
            length += broken ? 1 : 0;
        }
    }

    /** Alarms outside all incidents; those less than an hour apart wake an operator once. */
    private int falseAlarms() {
        List<TimeRange> alone = alarms.stream()
                .filter(alarm -> trial.incidents().stream()
                        .noneMatch(incident -> alarm.start() <= incident.end() + AFTERMATH
                                && alarm.end() >= incident.start() - BEFORE))
                .sorted(Comparator.comparingLong(TimeRange::start).thenComparingLong(TimeRange::end))
                .toList();
        int pages = 0;
        long until = Long.MIN_VALUE / 2;
        for (TimeRange alarm : alone) {
            pages += alarm.start() - until < ONE_PAGE ? 0 : 1;
            until = Math.max(until, alarm.end());
        }
        return pages;
    }

    private static long step(long[] times) {
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
