package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An item as Zabbix has it now. Its host and its key may be renamed, its id stays.
 *
 * @param host technical name
 * @param visibleHost the name that people see, which VeAIOps' web UI stores in configs
 * @param kind of its values: 0 float, 3 unsigned; others are texts
 * @param delay between two values; null where Zabbix does not say it as a time: others send the values, or a macro stands there
 */
record ZabbixItem(String id, String host, String visibleHost, String key, String kind, @Nullable Duration delay) {
    private static final Pattern DELAY = Pattern.compile("(\\d+)([smhd]?)(;.*)?");
    private static final Map<String, Integer> SECONDS = Map.of("", 1, "s", 1, "m", 60, "h", 3600, "d", 86_400);

    static ZabbixItem of(JsonNode item) {
        return new ZabbixItem(
                item.path("itemid").asText(),
                item.path("hosts").path(0).path("host").asText(),
                item.path("hosts").path(0).path("name").asText(),
                item.path("key_").asText(),
                item.path("value_type").asText(),
                delay(item.path("delay").asText()));
    }

    /** The interval before exceptions for some hours. */
    private static @Nullable Duration delay(String text) {
        Matcher found = DELAY.matcher(text);
        if (!found.matches()) {
            return null;
        }
        Duration delay = Duration.ofSeconds(Long.parseLong(found.group(1)) * SECONDS.getOrDefault(found.group(2), 1));
        return delay.isZero() ? null : delay;
    }

    /** Whether a config that names this host means the item's. */
    boolean isOf(String named) {
        return host.equals(named) || visibleHost.equals(named);
    }

    /** As an expression names it. */
    String path() {
        return "/" + host + "/" + key;
    }
}
