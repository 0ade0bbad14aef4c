package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
 * The public list of products and metrics, with snake-case names. It needs no account, and every question is about the whole
 * list, so it is kept for a while.
 */
final class VolcengineCatalogue {
    /** The quota and the circuit breaker of the list; accounts have their own. */
    private static final String GROUP = "volcengine_catalogue";

    private static final Account NO_ACCOUNT = Account.none("Volcengine");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final PlatformCall calls;
    private final String url;
    private final Quota quota;
    private final Clock clock;
    private final Duration kept;
    private final Map<String, Read> reads = new HashMap<>();

    private record Read(List<JsonNode> found, Instant until) {}

    VolcengineCatalogue(PlatformCall calls, VolcengineDataSource.Site site, Clock clock) {
        this.calls = calls;
        this.url = site.catalogueUrl();
        this.quota = site.quota();
        this.kept = site.catalogueKept();
        this.clock = clock;
    }

    List<JsonNode> products() {
        return read("ListMetricProducts");
    }

    /** Those that a rule may watch. */
    List<JsonNode> metrics() {
        return read("ListMetricDocs").stream()
                .filter(metric -> metric.path("type_alert_enable").asBoolean(true))
                .toList();
    }

    private List<JsonNode> read(String action) {
        Instant now = clock.instant();
        synchronized (reads) {
            Read before = reads.get(action);
            if (before != null && now.isBefore(before.until())) {
                return before.found();
            }
        }
        List<JsonNode> found = List.copyOf(fetched(action));
        synchronized (reads) {
            reads.put(action, new Read(found, now.plus(kept)));
        }
        return found;
    }

    private List<JsonNode> fetched(String action) {
        JsonNode result = calls.ask(new PlatformQuestion<>(
                "volcengine",
                GROUP,
                quota,
                true,
                () -> PlatformRequest.post(
                        url + "?Action=" + action + "&Version=2018-01-01",
                        Map.of("Content-Type", "application/json"),
                        NOTHING),
                answer -> VolcengineApi.result(answer, action, NO_ACCOUNT)));
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
