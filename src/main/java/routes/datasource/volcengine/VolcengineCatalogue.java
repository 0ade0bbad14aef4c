package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.Quota;

/**
 * The public list of products and metrics, with snake-case names. Every question is about the whole
 * list, so it is kept for a while for each account.
 */
final class VolcengineCatalogue {
    private static final int MOST_KEPT = 32;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final PlatformCall calls;
    private final String url;
    private final Quota quota;
    private final Clock clock;
    private final Duration kept;
    private final Map<String, Read> reads = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Read(List<JsonNode> found, Instant until) {}

    VolcengineCatalogue(PlatformCall calls, VolcengineDataSource.Site site, Clock clock) {
        this.calls = calls;
        this.url = site.catalogueUrl();
        this.quota = site.quota();
        this.kept = site.catalogueKept();
        this.clock = clock;
    }

    List<JsonNode> products(Account account) {
        return read(account, "ListMetricProducts");
    }

    /** Those that a rule may watch. */
    List<JsonNode> metrics(Account account) {
        return read(account, "ListMetricDocs").stream()
                .filter(metric -> metric.path("type_alert_enable").asBoolean(true))
                .toList();
    }

    private List<JsonNode> read(Account account, String action) {
        String key = VolcengineApi.group(account) + " " + action;
        Instant now = clock.instant();
        synchronized (reads) {
            Read before = reads.get(key);
            if (before != null && now.isBefore(before.until())) {
                return before.found();
            }
        }
        List<JsonNode> found = List.copyOf(fetched(account, action));
        synchronized (reads) {
            reads.put(key, new Read(found, now.plus(kept)));
        }
        return found;
    }

    private List<JsonNode> fetched(Account account, String action) {
        JsonNode result = calls.ask(new PlatformQuestion<>(
                "volcengine",
                VolcengineApi.group(account),
                quota,
                true,
                () -> PlatformRequest.post(
                        url + "?Action=" + action + "&Version=2018-01-01",
                        Map.of("Content-Type", "application/json"),
                        NOTHING),
                answer -> VolcengineApi.result(answer, action, account)));
        List<JsonNode> found = new ArrayList<>();
        result.path("Data").forEach(one -> found.add(snake(one)));
        return found;
    }

    private static JsonNode snake(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = Json.mapper().createArrayNode();
            node.forEach(one -> list.add(snake(one)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = Json.mapper().createObjectNode();
        node.properties().forEach(field -> object.set(snake(field.getKey()), snake(field.getValue())));
        return object;
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
