package routes.threshold.rule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import routes.datasource.RuleBlock;
import routes.threshold.WatchedHours;

/**
 * The blocks of a series as its rules need them. Neighbours with the same bound on one side are one block there, so that an alarm
 * does not end and begin anew where only the other side changes; and for rules that look back the bounds are watched when
 * {@link WatchedHours} says. Pure.
 */
final class WatchedBlocks {
    private static final int HOUR = 60;
    private static final Comparator<RuleBlock> BY_DAY_AND_HOUR = Comparator.<RuleBlock, DayOfWeek>comparing(
                    block -> Collections.min(block.days()))
            .thenComparingInt(RuleBlock::startHour)
            .thenComparingInt(RuleBlock::endHour);

    private WatchedBlocks() {}

    /** One side of a block that has a bound there. */
    private record Side(int startHour, int endHour, RuleBlock.Bound bound, Set<DayOfWeek> days) {
        boolean isFollowedBy(Side next) {
            return endHour == next.startHour && bound.equals(next.bound) && days.equals(next.days);
        }

        boolean isBeside(Side other) {
            return startHour == other.startHour && endHour == other.endHour && days.equals(other.days);
        }

        Side upTo(int hour) {
            return new Side(startHour, hour, bound, days);
        }

        Side watched(int late, int longer, Set<DayOfWeek> others) {
            RuleBlock.Bound moved = new RuleBlock.Bound(
                    bound.value(), bound.window(), Duration.ofMinutes(late), Duration.ofMinutes(longer));
            return new Side(startHour, endHour, moved, others);
        }
    }

    /** @param looksBack {@link routes.datasource.DataSource#looksBack()} */
    static List<RuleBlock> of(List<RuleBlock> blocks, boolean looksBack) {
        List<Side> upper = joined(blocks, RuleBlock::upper);
        List<Side> lower = joined(blocks, RuleBlock::lower);
        return together(looksBack ? watched(upper, 1) : upper, looksBack ? watched(lower, -1) : lower);
    }

    private static List<Side> joined(List<RuleBlock> blocks, Function<RuleBlock, RuleBlock.@Nullable Bound> side) {
        List<Side> sides = new ArrayList<>();
        blocks.stream().sorted(BY_DAY_AND_HOUR).forEach(block -> {
            RuleBlock.Bound bound = side.apply(block);
            if (bound != null) {
                add(sides, new Side(block.startHour(), block.endHour(), bound, block.days()));
            }
        });
        return sides;
    }

    private static void add(List<Side> sides, Side next) {
        int last = sides.size() - 1;
        if (last >= 0 && sides.get(last).isFollowedBy(next)) {
            sides.set(last, sides.get(last).upTo(next.endHour()));
        } else {
            sides.add(next);
        }
    }

    /** @param sign 1 for upper bounds, -1 for lower ones */
    private static List<Side> watched(List<Side> sides, int sign) {
        WatchedHours hours = WatchedHours.of(sides.stream()
                .map(side -> new WatchedHours.Part(
                        side.startHour(),
                        side.endHour(),
                        sign * side.bound().value(),
                        WatchedHours.minutes(side.bound().window().toSeconds()),
                        side.days()))
                .toList());
        List<Side> watched = new ArrayList<>();
        for (int index = 0; index < sides.size(); index++) {
            Side side = sides.get(index);
            for (WatchedHours.Span span : hours.spans(index)) {
                int start = side.startHour() * HOUR;
                int late = Math.floorMod(span.start() - start, WatchedHours.DAY);
                int longer = start + late + span.end() - span.start() - side.endHour() * HOUR;
                watched.add(side.watched(late, longer, span.days()));
            }
        }
        return watched;
    }

    /** Both sides of the same hours and days are one block. */
    private static List<RuleBlock> together(List<Side> upper, List<Side> lower) {
        List<RuleBlock> blocks = new ArrayList<>();
        List<Side> left = new ArrayList<>(lower);
        for (Side above : upper) {
            Side below = left.stream().filter(above::isBeside).findFirst().orElse(null);
            left.remove(below);
            blocks.add(new RuleBlock(
                    above.startHour(),
                    above.endHour(),
                    above.bound(),
                    below == null ? null : below.bound(),
                    above.days()));
        }
        left.forEach(
                side -> blocks.add(new RuleBlock(side.startHour(), side.endHour(), null, side.bound(), side.days())));
        blocks.sort(BY_DAY_AND_HOUR);
        return blocks;
    }
}
