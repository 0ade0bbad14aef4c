package routes.threshold;

import java.util.ArrayList;
import java.util.List;

/** Joins neighbouring blocks whose bounds hardly differ, because each block is a rule in the provider. */
final class BlockMerge {
    private static final double TOLERANCE = 0.1;

    private BlockMerge() {}

    /** Blocks with a bound, by hour, like neighbours joined, at most {@code maximum} of those that touch. */
    static List<DayBlock> merge(List<DayBlock> blocks, int maximum) {
        List<DayBlock> joined = joinAlike(blocks.stream()
                .filter(DayBlock::hasBound)
                .sorted((one, other) -> Integer.compare(one.startHour(), other.startHour()))
                .toList());
        while (joined.size() > maximum && joinClosest(joined)) {}
        return joined.stream().filter(DayBlock::hasBound).toList();
    }

    private static List<DayBlock> joinAlike(List<DayBlock> blocks) {
        List<DayBlock> joined = new ArrayList<>();
        List<DayBlock> group = new ArrayList<>();
        for (DayBlock block : blocks) {
            if (!group.isEmpty() && !isAlike(group, block)) {
                joined.add(join(group));
                group.clear();
            }
            group.add(block);
        }
        if (!group.isEmpty()) {
            joined.add(join(group));
        }
        return joined;
    }

    /** Every member is compared, so that small steps do not add up to a large one. */
    private static boolean isAlike(List<DayBlock> group, DayBlock next) {
        return group.get(group.size() - 1).touches(next)
                && group.stream()
                        .allMatch(member ->
                                isAlike(member.upper(), next.upper()) && isAlike(member.lower(), next.lower()));
    }

    /** A bound that could not be learned for lack of points may be taken from the neighbour, any other may not. */
    private static boolean isAlike(Bound one, Bound other) {
        if (one.isSet() && other.isSet()) {
            return one.window() == other.window() && distance(one, other) <= TOLERANCE;
        }
        return !one.isSet() && !other.isSet() || isUnknown(one) || isUnknown(other);
    }

    private static boolean isUnknown(Bound bound) {
        return bound.state() == Bound.State.TOO_FEW_POINTS;
    }

    /** Share of the larger size: right for negative bounds too. */
    private static double distance(Bound one, Bound other) {
        double larger = Math.max(Math.abs(one.value()), Math.abs(other.value()));
        return larger == 0 ? 0 : Math.abs(one.value() - other.value()) / larger;
    }

    private static DayBlock join(List<DayBlock> group) {
        return group.stream().reduce(BlockMerge::join).orElseThrow();
    }

    private static DayBlock join(DayBlock one, DayBlock other) {
        Bound lower = widest(one.lower().mirrored(), other.lower().mirrored());
        return new DayBlock(one.startHour(), other.endHour(), widest(one.upper(), other.upper()), lower.mirrored());
    }

    private static Bound widest(Bound one, Bound other) {
        if (one.isSet() && other.isSet()) {
            Bound wider = one.value() >= other.value() ? one : other;
            return new Bound(wider.value(), Math.max(one.window(), other.window()), wider.state());
        }
        if (isUnknown(one) || isUnknown(other)) {
            return isUnknown(one) ? other : one;
        }
        return one.isSet() ? other : one;
    }

    private static boolean joinClosest(List<DayBlock> blocks) {
        int closest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i).touches(blocks.get(i + 1))) {
                double distance = distance(blocks.get(i), blocks.get(i + 1));
                if (closest < 0 || distance < least) {
                    closest = i;
                    least = distance;
                }
            }
        }
        if (closest < 0) {
            return false;
        }
        blocks.set(closest, join(blocks.get(closest), blocks.remove(closest + 1)));
        return true;
    }

    private static double distance(DayBlock one, DayBlock other) {
        double upper = one.upper().isSet() && other.upper().isSet() ? distance(one.upper(), other.upper()) : -1;
        double lower = one.lower().isSet() && other.lower().isSet() ? distance(one.lower(), other.lower()) : -1;
        if (upper >= 0 && lower >= 0) {
            return (upper + lower) / 2;
        }
        return Math.max(0, Math.max(upper, lower));
    }
}
