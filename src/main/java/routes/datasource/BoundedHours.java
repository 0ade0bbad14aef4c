package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One bound of a series within one day of a platform's clock: one rule at a platform whose rules know hours of a day. Pure.
 *
 * @param side {@code upper} or {@code lower}
 * @param part the hours on the platform's clock
 * @param afterMidnight whether it is the second part of a block that goes over midnight there
 */
public record BoundedHours(RuleOrder.Series series, RuleBlock block, String side, DayPart part, boolean afterMidnight) {
    /**
     * @param here zone of the source
     * @param there zone of the platform's clock
     */
    public record Clocks(ZoneId here, ZoneId there, Instant now) {}

    /** All bounds of a series. */
    public static List<BoundedHours> of(RuleOrder.Series series, Clocks clocks) {
        List<BoundedHours> all = new ArrayList<>();
        for (RuleBlock block : series.blocks()) {
            all.addAll(of(series, block, "upper", clocks));
            all.addAll(of(series, block, "lower", clocks));
        }
        return all;
    }

    private static List<BoundedHours> of(RuleOrder.Series series, RuleBlock block, String side, Clocks clocks) {
        RuleBlock.Bound bound = block.bound(side);
        List<DayPart> parts =
                bound == null ? List.of() : DayPart.of(block, bound, clocks.here(), clocks.there(), clocks.now());
        List<BoundedHours> all = new ArrayList<>();
        for (DayPart part : parts) {
            all.add(new BoundedHours(series, block, side, part, !all.isEmpty()));
        }
        return all;
    }

    public RuleBlock.Bound bound() {
        return Objects.requireNonNull(block.bound(side));
    }

    public boolean isUpper() {
        return side.equals("upper");
    }

    /** Whether the rule of this bound alarms when the series has no values, where rules of bounds do that. */
    public boolean tellsOfSilence(RuleOrder.Policy policy) {
        return policy.noData() != null && side.equals(series.silentSide());
    }

    /** The rule of it; its key is the same as long as the hours are. */
    public DesiredRule rule(String name, JsonNode content) {
        String key = series.uniqueKey()
                + String.format(Locale.ROOT, "/%02d-%02d", block.startHour(), block.endHour())
                + (afterMidnight ? "/after-midnight/" : "/")
                + side;
        return new DesiredRule(key, name, content, Set.of(series.uniqueKey()))
                .watching(DesiredRule.Hours.of(side, block));
    }
}
