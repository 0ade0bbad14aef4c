package routes.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the day into blocks: of all ways to cut it, the one whose bounds together watch closest. Each block is a rule in
 * the provider, so a cut must be worth it.
 */
final class BlockPlan {
    /** What a block more must gain, in the unit of {@link BoundTable.Choice#cost}. */
    private static final double BLOCK = 0.5;

    private static final BoundTable.Choice NOT_WANTED = new BoundTable.Choice(Bound.without(Bound.State.NOT_WANTED), 0);

    private final @Nullable BoundTable upper;
    private final @Nullable BoundTable lower;
    private final int slots;
    private final double[][] best;
    private final int[][] cut;

    static BlockPlan of(HourCells cells, ThresholdSettings settings) {
        MetricLimits limits = settings.limits();
        BoundTable upper =
                settings.direction().wantsUpper() ? new BoundTable(cells, Side.upper(limits), 1, settings) : null;
        BoundTable lower =
                settings.direction().wantsLower() ? new BoundTable(cells, Side.lower(limits), -1, settings) : null;
        return new BlockPlan(upper, lower, cells.slots(), settings.split().maximumBlocks());
    }

    /** @param upper null: not wanted, as with {@code lower} */
    private BlockPlan(@Nullable BoundTable upper, @Nullable BoundTable lower, int slots, int maximum) {
        this.upper = upper;
        this.lower = lower;
        this.slots = slots;
        this.best = new double[Math.min(maximum, slots) + 1][slots + 1];
        this.cut = new int[best.length][slots + 1];
        solve();
    }

    /** Blocks that cover the day, by hour; some may have no bound. */
    List<DayBlock> blocks() {
        int count = 1;
        for (int more = 2; more < best.length; more++) {
            count = best[more][slots] < best[count][slots] ? more : count;
        }
        List<DayBlock> blocks = new ArrayList<>();
        for (int end = slots; end > 0; end = cut[count--][end]) {
            blocks.add(0, block(cut[count][end], end));
        }
        return blocks;
    }

    private void solve() {
        double[][] costs = new double[slots][slots + 1];
        for (int from = 0; from < slots; from++) {
            for (int to = from + 1; to <= slots; to++) {
                costs[from][to] = BLOCK
                        + choice(upper, from, to).cost()
                        + choice(lower, from, to).cost();
            }
        }
        for (double[] row : best) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        best[0][0] = 0;
        for (int count = 1; count < best.length; count++) {
            for (int to = 1; to <= slots; to++) {
                for (int from = 0; from < to; from++) {
                    double cost = best[count - 1][from] + costs[from][to];
                    if (cost < best[count][to]) {
                        best[count][to] = cost;
                        cut[count][to] = from;
                    }
                }
            }
        }
    }

    private DayBlock block(int from, int to) {
        int hours = DaySplit.HOURS / slots;
        return new DayBlock(
                from * hours,
                to * hours,
                choice(upper, from, to).bound(),
                choice(lower, from, to).bound().mirrored());
    }

    private static BoundTable.Choice choice(@Nullable BoundTable table, int from, int to) {
        return table == null ? NOT_WANTED : table.best(from, to);
    }

    /** Alarms that the normal scatter will raise by chance under these blocks, a day. */
    double alarmsPerDay(List<DayBlock> blocks) {
        int hours = DaySplit.HOURS / slots;
        double sum = 0;
        for (DayBlock block : blocks) {
            int from = block.startHour() / hours;
            int to = block.endHour() / hours;
            sum += upper == null ? 0 : upper.alarmsPerDay(from, to, block.upper());
            sum += lower == null
                    ? 0
                    : lower.alarmsPerDay(from, to, block.lower().mirrored());
        }
        return sum;
    }
}
