package routes.threshold;

/**
 * How a day may be cut into time blocks when a series repeats every day.
 *
 * @param blocksPerDay parts of equal length that blocks are made of, a divisor of 24
 * @param maximumBlocks blocks that are left at most after parts were joined
 * @param correlation mean correlation between days from which a series counts as daily, −1 to 1
 */
public record DaySplit(int blocksPerDay, int maximumBlocks, double correlation) {
    static final int HOURS = 24;
    private static final DaySplit DEFAULT = new DaySplit(24, 8, 0.3);

    public DaySplit {
        if (blocksPerDay < 1 || HOURS % blocksPerDay != 0) {
            throw new IllegalArgumentException("blocks per day must divide 24: " + blocksPerDay);
        }
        if (maximumBlocks < 1) {
            throw new IllegalArgumentException("at least one block must be allowed: " + maximumBlocks);
        }
        if (!(correlation >= -1 && correlation <= 1)) {
            throw new IllegalArgumentException("a correlation is between -1 and 1: " + correlation);
        }
    }

    /** Hours, joined to at most eight blocks; correlation 0.3. */
    public static DaySplit standard() {
        return DEFAULT;
    }

    DaySplit ofAtMost(int blocks) {
        return new DaySplit(blocksPerDay, Math.min(blocks, maximumBlocks), correlation);
    }

    int hoursPerBlock() {
        return HOURS / blocksPerDay;
    }
}
