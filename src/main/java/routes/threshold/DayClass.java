package routes.threshold;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Days of the week with bounds of their own: all seven, or weekdays and weekends where they differ, at least two weeks of them are there
 * and rules can tell days apart.
 */
final class DayClass {
    private static final int WEEK = 7;
    private static final int FEWEST_WEEKS = 2;
    /** Where one rule has the bounds of both classes, its text has no room for more blocks of each. */
    private static final int BLOCKS_OF_ONE_RULE = 3;

    private final Set<DayOfWeek> days;
    private final BlockPlan plan;
    private final List<DayBlock> blocks;

    private DayClass(Set<DayOfWeek> days, HourCells cells, ThresholdSettings settings) {
        this.days = days;
        this.plan = BlockPlan.of(cells, settings);
        this.blocks = plan.blocks();
    }

    /**
     * @param all cells of all days
     * @param local the wall clock of their points
     */
    static List<DayClass> of(HourCells all, long[] local, List<TimeRange> normal, ThresholdSettings settings) {
        Points points = all.points();
        boolean apart = settings.weekdays()
                && all.weekendsDiffer()
                && points.span() + points.interval() >= FEWEST_WEEKS * WEEK * Points.DAY;
        return apart
                ? Stream.of(ThresholdBlock.WEEKDAYS, ThresholdBlock.WEEKENDS)
                        .map(days -> new DayClass(days, cells(all, local, normal, days), ofOneRule(settings)))
                        .toList()
                : List.of(new DayClass(ThresholdBlock.EVERY_DAY, all, settings));
    }

    private static ThresholdSettings ofOneRule(ThresholdSettings settings) {
        return settings.evaluation() == Evaluation.LOOKS_BACK_AS_ONE
                ? settings.withSplit(settings.split().ofAtMost(BLOCKS_OF_ONE_RULE))
                : settings;
    }

    private static HourCells cells(HourCells all, long[] local, List<TimeRange> normal, Set<DayOfWeek> days) {
        int[] those = IntStream.range(0, local.length)
                .filter(i -> days.contains(WallClock.dayOfWeek(local[i])))
                .toArray();
        long[] theirs = IntStream.of(those).mapToLong(i -> local[i]).toArray();
        return new HourCells(all.points().at(those), theirs, DaySplit.HOURS / all.slots(), normal);
    }

    List<DayBlock> blocks() {
        return blocks;
    }

    Stream<ThresholdBlock> bounds(Duration interval) {
        return blocks.stream().filter(DayBlock::hasBound).map(block -> block.toThresholdBlock(interval)
                .on(days));
    }

    /** False alarms that the normal scatter will raise by chance, a day of the week. */
    double alarmsPerDay() {
        return plan.alarmsPerDay(blocks) * days.size() / WEEK;
    }
}
