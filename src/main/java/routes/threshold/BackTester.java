package routes.threshold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs bounds over the series that they were learned from, the way the platform evaluates them. Here every block is a rule of its
 * own, and an alarm is raised when as many points in a row as the window lie beyond a bound; see {@link LookBackTester} for rules
 * that look back over the edge of a block.
 */
final class BackTester {
    private final Points points;
    private final long[] local;
    private final ThresholdBlock[] byHour = new ThresholdBlock[DaySplit.HOURS];
    private final List<Incident> incidents = new ArrayList<>();
    private final boolean[] outside;

    private BackTester(Points points, long[] local, List<ThresholdBlock> blocks) {
        this.points = points;
        this.local = local;
        this.outside = new boolean[points.size()];
        for (ThresholdBlock block : blocks) {
            for (int hour = block.startHour(); hour < block.endHour(); hour++) {
                byHour[hour] = block;
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
            BackTester tester = new BackTester(points, local, blocks);
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
                : new BackTester(points, local, blocks).run();
    }

    private static LookBackTester lookingBack(
            Points points, long[] local, List<ThresholdBlock> blocks, Evaluation evaluation) {
        return new LookBackTester(points, local, blocks, evaluation == Evaluation.LOOKS_BACK_AS_ONE);
    }

    private List<Incident> run() {
        int start = 0;
        for (int i = 1; i <= points.size(); i++) {
            if (i == points.size() || !continues(i)) {
                ThresholdBlock block = byHour[WallClock.hour(local[start])];
                if (block != null) {
                    evaluate(start, i, block);
                }
                start = i;
            }
        }
        incidents.sort(Comparator.comparingLong(Incident::start));
        return incidents;
    }

    /** The same rule goes on without a silence; a block that comes back the next day starts afresh. */
    private boolean continues(int index) {
        return byHour[WallClock.hour(local[index])] == byHour[WallClock.hour(local[index - 1])]
                && points.times()[index] - points.times()[index - 1] <= points.silence();
    }

    private void evaluate(int from, int to, ThresholdBlock block) {
        if (block.upperBound() != null && block.upperWindow() != null) {
            evaluate(from, to, new Rule(block.upperBound(), block.upperWindow(), true));
        }
        if (block.lowerBound() != null && block.lowerWindow() != null) {
            evaluate(from, to, new Rule(block.lowerBound(), block.lowerWindow(), false));
        }
    }

    private void evaluate(int from, int to, Rule rule) {
        int start = -1;
        for (int i = from; i <= to; i++) {
            if (i < to && rule.isBroken(points.values()[i])) {
                outside[i] = true;
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                if (i - start >= rule.window()) {
                    raise(start, i, rule);
                }
                start = -1;
            }
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
