package routes.threshold;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a platform evaluates the rules that bounds become; the back-test does the same. */
public enum Evaluation {
    /** Each bound of each block is a rule, which counts points anew from the first hour of its block. */
    COUNTS_ANEW,
    /** Bounds of one side with the same window are one rule, which counts on over the edge of a block: each point by the bound of its hour. */
    COUNTS_ON,
    /** Each bound of each block is a rule, which looks at the values of its window, those before its hours too. */
    LOOKS_BACK,
    /** All bounds of a series are one rule. It looks back, and ends when the values were within the bounds for one window. */
    LOOKS_BACK_AS_ONE;

    /** @param oneRule bounds of a side are one rule; of one that looks back, those of both sides */
    public static Evaluation of(boolean looksBack, boolean oneRule) {
        if (!looksBack) {
            return oneRule ? COUNTS_ON : COUNTS_ANEW;
        }
        return oneRule ? LOOKS_BACK_AS_ONE : LOOKS_BACK;
    }

    /** Whether an incident over the edge of a block is two alarms somewhere. @param blocks by hour, those of the same days together */
    boolean splits(List<ThresholdBlock> blocks) {
        return blocks.stream().collect(Collectors.groupingBy(ThresholdBlock::days)).values().stream()
                .anyMatch(this::splitsDay);
    }

    private boolean splitsDay(List<ThresholdBlock> blocks) {
        for (int i = 0; i < blocks.size() && blocks.size() > 1; i++) {
            ThresholdBlock before = blocks.get(i);
            ThresholdBlock next = blocks.get((i + 1) % blocks.size());
            boolean touch = before.endHour() % DaySplit.HOURS == next.startHour();
            if (touch
                    && (differ(before.upperBound(), next.upperBound(), before.upperWindow(), next.upperWindow())
                            || differ(
                                    before.lowerBound(),
                                    next.lowerBound(),
                                    before.lowerWindow(),
                                    next.lowerWindow()))) {
                return true;
            }
        }
        return false;
    }

    private boolean differ(
            @Nullable Double before, @Nullable Double next, @Nullable Integer window, @Nullable Integer nextWindow) {
        if (before == null || next == null || this == LOOKS_BACK_AS_ONE) {
            return false;
        }
        boolean otherWindow = !Objects.equals(window, nextWindow);
        return this == COUNTS_ON ? otherWindow : otherWindow || !before.equals(next);
    }

    boolean looksBack() {
        return this == LOOKS_BACK || this == LOOKS_BACK_AS_ONE;
    }
}
