package routes.threshold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs bounds over a series as rules do that look back: an alarm is raised when all values of a window, as many as it holds, lie
 * beyond the bound that is {@link WatchedHours watched} at that moment. It is looked at when a value comes, and when the hours of
 * another bound begin.
 */
final class LookBackTester {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private final Points points;
    private final long[] local;
    private final List<ThresholdBlock> blocks;
    private final WatchedSide upper;
    private final WatchedSide lower;
    private final boolean asOne;
    private final boolean[] outside;
    private final List<Incident> incidents = new ArrayList<>();
    private @Nullable Alarm open;

    LookBackTester(Points points, long[] local, List<ThresholdBlock> blocks, boolean asOne) {
        this.points = points;
        this.local = local;
        this.blocks = blocks;
        this.upper = new WatchedSide(true);
        this.lower = new WatchedSide(false);
        this.asOne = asOne;
        this.outside = new boolean[points.size()];
    }

    /** One side of the blocks that have a bound there. */
    private final class WatchedSide {
        private final boolean above;
        private final List<Rule> rules = new ArrayList<>();
        private final WatchedHours hours;
        private @Nullable ThresholdBlock before;

        WatchedSide(boolean above) {
            this.above = above;
            List<WatchedHours.Part> parts = new ArrayList<>();
            for (ThresholdBlock block : blocks) {
                Double bound = above ? block.upperBound() : block.lowerBound();
                Integer window = above ? block.upperWindow() : block.lowerWindow();
                if (bound != null && window != null) {
                    Rule rule =
                            new Rule(bound, window, window * block.interval().toSeconds(), above);
                    rules.add(goesOn(rule, block) ? rules.get(rules.size() - 1) : rule);
                    before = block;
                    parts.add(new WatchedHours.Part(
                            block.startHour(),
                            block.endHour(),
                            above ? bound : -bound,
                            WatchedHours.minutes(rule.seconds()),
                            block.days()));
                }
            }
            this.hours = WatchedHours.of(parts);
        }

        /** Neighbours with the same bound are one rule. */
        private boolean goesOn(Rule rule, ThresholdBlock block) {
            ThresholdBlock last = before;
            return last != null
                    && last.endHour() == block.startHour()
                    && last.days().equals(block.days())
                    && rules.get(rules.size() - 1).equals(rule);
        }

        @Nullable
        Rule at(long shown) {
            int index = hours.at(minute(shown));
            return index < 0 ? null : rules.get(index);
        }
    }

    /** @param window values that are beyond the bound together. @param seconds within which they lie */
    private record Rule(double bound, int window, long seconds, boolean above) {
        boolean isBroken(double value) {
            return above ? value > bound : value < bound;
        }
    }

    /** An alarm that goes on. */
    private record Alarm(Rule rule, int from, int to) {
        Alarm until(int index) {
            return new Alarm(rule, from, index);
        }
    }

    /** Of the week. */
    private static int minute(long shown) {
        return (WallClock.hourOfWeek(shown) * HOUR + Math.floorMod(shown, HOUR)) / MINUTE;
    }

    List<Incident> run() {
        for (int i = 0; i < points.size(); i++) {
            for (WatchedSide side : List.of(upper, lower)) {
                Rule rule = side.at(local[i]);
                outside[i] |= rule != null && rule.isBroken(points.values()[i]);
            }
        }
        if (asOne) {
            evaluate(List.of(upper, lower));
        } else {
            evaluate(List.of(upper));
            evaluate(List.of(lower));
        }
        incidents.sort(Comparator.comparingLong(Incident::start));
        return incidents;
    }

    boolean[] outside() {
        return outside;
    }

    private void evaluate(List<WatchedSide> sides) {
        for (int i = 0; i < points.size(); i++) {
            long begun = i == 0 ? local[0] : lastChange(sides, i);
            if (begun < local[i] && begun > local[i - 1]) {
                look(sides, i - 1, new Moment(begun, points.times()[i] - (local[i] - begun)));
            }
            look(sides, i, new Moment(local[i], points.times()[i]));
        }
        end();
    }

    /** When the bounds that are watched at a point began to be, to the minute; the point itself when they were at the one before. */
    private long lastChange(List<WatchedSide> sides, int index) {
        long begun = local[index];
        long floor = Math.max(local[index - 1], local[index] - Points.DAY);
        if (sides.stream().allMatch(side -> side.at(local[index]) == side.at(floor))) {
            return begun;
        }
        long minute = local[index] - Math.floorMod(local[index], MINUTE);
        while (minute - MINUTE > floor && same(sides, local[index], minute - MINUTE)) {
            minute -= MINUTE;
        }
        return minute;
    }

    private static boolean same(List<WatchedSide> sides, long one, long other) {
        return sides.stream().allMatch(side -> side.at(one) == side.at(other));
    }

    /** When rules are evaluated. @param shown on the wall clock. @param time epoch seconds */
    private record Moment(long shown, long time) {}

    /** @param last index of the newest value */
    private void look(List<WatchedSide> sides, int last, Moment now) {
        Rule broken = null;
        boolean within = true;
        for (WatchedSide side : sides) {
            Rule rule = side.at(now.shown());
            if (rule != null) {
                broken = broken == null && isRaised(rule, last, now.time()) ? rule : broken;
                within &= isWithin(rule, last, now.time());
            }
        }
        Alarm going = open;
        if (going != null && ended(going, broken, within)) {
            end();
            going = null;
        }
        if (broken != null) {
            open = going == null ? new Alarm(broken, last - broken.window() + 1, last) : going.until(last);
        }
    }

    private boolean ended(Alarm going, @Nullable Rule broken, boolean within) {
        return asOne ? broken == null && within : broken != going.rule();
    }

    private boolean isRaised(Rule rule, int last, long now) {
        int count = 0;
        for (int i = last; i >= 0 && points.times()[i] > now - rule.seconds(); i--) {
            if (!rule.isBroken(points.values()[i])) {
                return false;
            }
            count++;
        }
        return count >= rule.window();
    }

    private boolean isWithin(Rule rule, int last, long now) {
        int count = 0;
        for (int i = last; i >= 0 && points.times()[i] > now - rule.seconds(); i--) {
            if (rule.isBroken(points.values()[i])) {
                return false;
            }
            count++;
        }
        return count > 0;
    }

    private void end() {
        Alarm done = open;
        open = null;
        if (done == null) {
            return;
        }
        double extreme = points.values()[done.from()];
        for (int i = done.from(); i <= done.to(); i++) {
            extreme =
                    done.rule().above() ? Math.max(extreme, points.values()[i]) : Math.min(extreme, points.values()[i]);
        }
        incidents.add(new Incident(
                points.times()[done.from()],
                points.times()[done.to()],
                done.rule().above(),
                extreme,
                done.rule().bound()));
    }
}
