package routes.threshold;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs bounds over the series that they were learned from, the way the platform evaluates them. Here an alarm is raised
 * when as many points in a row as the window lie beyond the bound of their hour, by one rule: neighbours with the same bound, or, where
 * rules {@link Evaluation#COUNTS_ON count on}, all blocks with the same window; see {@link LookBackTester} for rules
 * that look back over the edge of a block.
 */
final class BackTester {
    private final Points points;
    private final long[] local;
    private static final int WEEK = 7 * DaySplit.HOURS;

    private final @Nullable ThresholdBlock[] byHour = new ThresholdBlock[WEEK];
    private final List<Incident> incidents = new ArrayList<>();
    private final boolean[] outside;
    private final boolean countsOn;

    private BackTester(Points points, long[] local, List<ThresholdBlock> blocks, Evaluation evaluation) {
        this.countsOn = evaluation == Evaluation.COUNTS_ON;
        this.points = points;
        this.local = local;
        this.outside = new boolean[points.size()];
        for (ThresholdBlock block : blocks) {
            for (DayOfWeek day : block.days()) {
                int midnight = day.ordinal() * DaySplit.HOURS;
                Arrays.fill(byHour, midnight + block.startHour(), midnight + block.endHour(), block);
            }
        }
    }

    static BackTest run(Points points, long[] local, List<ThresholdBlock> blocks, Evaluation evaluation) {
        List<Incident> incidents;
        boolean[] beyond;
        if (evaluation.looksBack()) {
            LookBackTester tester = lookingBack(points, local, blocks, evaluation);
            incidents = tester.run();
            beyond = tester.outside();
        } else {
            BackTester tester = new BackTester(points, local, blocks, evaluation);
            incidents = tester.run();
            beyond = tester.outside;
        }
        int outside = 0;
        for (boolean one : beyond) {
            outside += one ? 1 : 0;
        }
        int alarms = incidents.size();
        double days = points.days();
        List<Incident> shown = incidents.stream().limit(BackTest.SHOWN).toList();
        return new BackTest(alarms, days, days > 0 ? alarms / days : 0, outside, shown);
    }

    static List<Incident> incidents(Points points, long[] local, List<ThresholdBlock> blocks, Evaluation evaluation) {
        return evaluation.looksBack()
                ? lookingBack(points, local, blocks, evaluation).run()
                : new BackTester(points, local, blocks, evaluation).run();
    }

    private static LookBackTester lookingBack(
            Points points, long[] local, List<ThresholdBlock> blocks, Evaluation evaluation) {
        return new LookBackTester(points, local, blocks, evaluation == Evaluation.LOOKS_BACK_AS_ONE);
    }

    private List<Incident> run() {
        evaluate(true);
        evaluate(false);
        incidents.sort(Comparator.comparingLong(Incident::start));
        return incidents;
    }

    private void evaluate(boolean above) {
        @Nullable Rule[] rules = rules(above);
        int start = -1;
        for (int i = 0; i <= points.size(); i++) {
            Rule rule = i < points.size() ? rules[WallClock.hourOfWeek(local[i])] : null;
            boolean broken = rule != null && rule.isBroken(points.values()[i]);
            if (start >= 0 && (!broken || !continues(rules, i))) {
                end(start, i, rules);
                start = -1;
            }
            if (broken) {
                outside[i] = true;
                start = start < 0 ? i : start;
            }
        }
    }

    /** By hour of the week; null where the side has no bound. */
    private @Nullable Rule[] rules(boolean above) {
        @Nullable Rule[] rules = new Rule[WEEK];
        for (int hour = 0; hour < rules.length; hour++) {
            ThresholdBlock block = byHour[hour];
            Double bound = block == null ? null : above ? block.upperBound() : block.lowerBound();
            Integer window = block == null ? null : above ? block.upperWindow() : block.lowerWindow();
            rules[hour] = bound == null || window == null ? null : new Rule(bound, window, above);
        }
        return rules;
    }

    /** Whether the rule that judges a point judged the one before, without a silence between them. */
    private boolean continues(@Nullable Rule[] rules, int index) {
        int before = WallClock.hourOfWeek(local[index - 1]);
        int now = WallClock.hourOfWeek(local[index]);
        return points.times()[index] - points.times()[index - 1] <= points.silence()
                && (byHour[before] == byHour[now]
                        || isOne(rules[before], rules[now], before / DaySplit.HOURS == now / DaySplit.HOURS));
    }

    private boolean isOne(@Nullable Rule before, @Nullable Rule now, boolean sameDay) {
        return before != null
                && now != null
                && (countsOn ? before.window() == now.window() : sameDay && before.equals(now));
    }

    private void end(int start, int end, @Nullable Rule[] rules) {
        Rule rule = rules[WallClock.hourOfWeek(local[start])];
        if (rule != null && end - start >= rule.window()) {
            raise(start, end, rule);
        }
    }

    private void raise(int start, int end, Rule rule) {
        double extreme = points.values()[start];
        for (int i = start; i < end; i++) {
            extreme = rule.above() ? Math.max(extreme, points.values()[i]) : Math.min(extreme, points.values()[i]);
        }
        incidents.add(
                new Incident(points.times()[start], points.times()[end - 1], rule.above(), extreme, rule.bound()));
    }

    private record Rule(double bound, int window, boolean above) {
        boolean isBroken(double value) {
            return above ? value > bound : value < bound;
        }
    }
}
