package routes.datasource.zabbix;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.datasource.DayPart;
import routes.datasource.PlatformText;
import routes.datasource.RuleBlock;
import routes.datasource.Source;

/**
 * The expressions of a trigger on one item: when its values are beyond a bound, and when they are within again. A function over a time
 * looks at the values within it, however few: so a bound also wants as many values as its window holds at the delay of the item.
 * Pure.
 */
final class ZabbixExpression {
    /** Zabbix keeps a number in braces in place of each function of an item. */
    private static final String STORED_FUNCTION = "{1234567890}";

    private final Source source;
    private final ZabbixItem item;
    private final Instant now;

    ZabbixExpression(Source source, ZabbixItem item, Instant now) {
        this.source = source;
        this.item = item;
        this.now = now;
    }

    /** A bound of a block. @param problem function that is beyond the bound only if all values are. @param any if one is */
    private record Side(RuleBlock block, RuleBlock.Bound bound, String problem, String any, String beyond) {}

    /** Beyond a bound in its hours; a block that covers the day needs no clock. */
    String problem(List<RuleBlock> blocks) {
        List<String> terms = new ArrayList<>();
        each(blocks, side -> {
            int values = values(side.bound());
            String count = values > 1 ? " and " + function("count", side.bound()) + ">=" + values : "";
            terms.add("(" + function(side.problem(), side.bound()) + side.beyond()
                    + PlatformText.number(side.bound().value()) + count + hours(side) + ")");
        });
        return String.join(" or ", terms);
    }

    /** No value of the window is beyond the bound of the hour: one that is within does not end an alarm, so that it does not flap. */
    String recovery(List<RuleBlock> blocks) {
        List<String> terms = new ArrayList<>();
        each(
                blocks,
                side -> terms.add("not (" + function(side.any(), side.bound()) + side.beyond()
                        + PlatformText.number(side.bound().value()) + hours(side) + ")"));
        return String.join(" and ", terms);
    }

    String noData(Duration silence) {
        return "nodata(" + item.path() + "," + silence.toSeconds() + "s)=1";
    }

    /** How long Zabbix stores an expression of this item. */
    int stored(String expression) {
        Pattern function = Pattern.compile("(min|max|count|nodata)\\(" + Pattern.quote(item.path()) + ",\\d+s\\)");
        return function.matcher(expression).replaceAll(STORED_FUNCTION).length();
    }

    /** How many values a window holds; the delay of the item where Zabbix says it. */
    private int values(RuleBlock.Bound bound) {
        return bound.values(interval());
    }

    private Duration interval() {
        Duration delay = item.delay();
        return delay == null ? source.interval() : delay;
    }

    /** Why no rule can have these windows; null when it can. */
    @Nullable
    String objection(List<RuleBlock> blocks) {
        List<String> tooShort = new ArrayList<>();
        each(blocks, side -> {
            if (item.delay() != null && side.bound().window().compareTo(item.delay()) < 0) {
                tooShort.add("item " + item.id() + " has a value every "
                        + item.delay().toSeconds()
                        + " s, and its bounds were learned for "
                        + side.bound().window().toSeconds()
                        + " s: run the task again");
            }
        });
        return tooShort.isEmpty() ? null : tooShort.get(0);
    }

    private static void each(List<RuleBlock> blocks, Consumer<Side> use) {
        for (RuleBlock block : blocks) {
            if (block.upper() != null) {
                use.accept(new Side(block, block.upper(), "min", "max", ">"));
            }
            if (block.lower() != null) {
                use.accept(new Side(block, block.lower(), "max", "min", "<"));
            }
        }
    }

    private String function(String name, RuleBlock.Bound bound) {
        return name + "(" + item.path() + "," + bound.window().toSeconds() + "s)";
    }

    private String hours(Side side) {
        if (!side.block().isOfEveryDay()) {
            return days(DayPart.onDays(side.block(), side.bound(), source.zone(), serverZone(source), now));
        }
        List<DayPart> parts = DayPart.of(side.block(), side.bound(), source.zone(), serverZone(source), now);
        if (parts.get(0).isWholeDay()) {
            return "";
        }
        return parts.size() == 1
                ? " and " + within(parts.get(0))
                : parts.stream().map(ZabbixExpression::half).collect(Collectors.joining(" or ", " and (", ")"));
    }

    private static String days(List<DayPart.OnDays> parts) {
        return parts.size() == 1
                ? " and " + within(parts.get(0))
                : parts.stream().map(ZabbixExpression::within).collect(Collectors.joining(" or ", " and (", ")"));
    }

    private static String within(DayPart.OnDays on) {
        DayPart part = on.part();
        return ZabbixDays.text(on.days())
                + (part.start() == 0 ? "" : " and time()>=" + clock(part.first(), "00"))
                + (part.endsAtMidnight() ? "" : " and time()<=" + clock(part.last(), "59"));
    }

    private static String within(DayPart part) {
        return "time()>=" + clock(part.first(), "00") + " and time()<=" + clock(part.last(), "59");
    }

    /** Of hours that go over midnight. */
    private static String half(DayPart part) {
        return part.start() == 0 ? "time()<=" + clock(part.last(), "59") : "time()>=" + clock(part.first(), "00");
    }

    /** HHMMSS as the number that {@code time()} gives. */
    private static String clock(String time, String seconds) {
        return String.valueOf(Integer.parseInt(time.replace(":", "") + seconds));
    }

    static ZoneId serverZone(Source source) {
        String zone = source.config().path("server_timezone").asText("");
        return zone.isEmpty() ? source.zone() : ZoneId.of(zone);
    }
}
