package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import routes.common.json.Json;

/**
 * A Prometheus server: range queries with its limit of 11,000 points, values as texts, rules that it reads from a directory at
 * a reload, and refuses as a whole when one of them is wrong.
 */
public final class FakePrometheus extends FakePlatform {
    public static final String USER = "reader";
    public static final String PASSWORD = "prometheus-password";

    private static final int MOST_POINTS = 11_000;
    private final Path ruleDirectory;
    private final Trouble trouble = new Trouble();
    private final Map<Map<String, String>, LongToDoubleFunction> series = new LinkedHashMap<>();
    private final Map<String, JsonNode> groups = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean reloadable = true;
    private boolean partial;
    private int looksBefore;
    private int looksLeft = -1;

    public FakePrometheus(Path ruleDirectory) {
        super(Clock.systemUTC(), 0);
        this.ruleDirectory = ruleDirectory;
    }

    /** @param value at a second; NaN is answered as such */
    public void addSeries(Map<String, String> labels, LongToDoubleFunction value) {
        series.put(labels, value);
    }

    /** From now on answers to range queries carry this warning, as federated servers give it when a part is away. */
    public void warn(String text) {
        warnings.add(text);
    }

    /** From now on answers to range queries lack what a storage node has, as a cluster of VictoriaMetrics says it. */
    public void answerInPart() {
        partial = true;
    }

    /** From now on it answers a reload at once, and has read its files after so many looks at its rules, as vmalert does. */
    public void readLater(int looks) {
        looksBefore = looks;
    }

    public void throttle(int times) {
        trouble.set(times, PlatformAnswer.text(429, "too many requests").with("Retry-After", "7"));
    }

    public void breakDown(int times) {
        trouble.set(times, error(503, "unavailable", "the storage is not ready"));
    }

    /** What it alarms by. */
    public synchronized List<String> loadedExpressions() {
        return groups.values().stream()
                .flatMap(file -> rulesOf(file).stream())
                .map(rule -> rule.path("expr").asText())
                .toList();
    }

    /** Whether it was started with {@code --web.enable-lifecycle}. */
    public void letReload(boolean on) {
        reloadable = on;
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        return trouble.take().orElseGet(() -> own(call));
    }

    private PlatformAnswer own(PlatformCall call) {
        String basic = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!call.header("authorization").equals(Optional.of("Basic " + basic))) {
            return PlatformAnswer.text(401, "Unauthorized");
        }
        return switch (call.path()) {
            case "/api/v1/query_range" -> range(parameters(call));
            case "/api/v1/query" -> instant(parameters(call).get("query"));
            case "/api/v1/rules" -> rules();
            case "/api/v1/label/__name__/values" -> names();
            case "/-/reload" -> reload(call);
            default -> PlatformAnswer.text(404, "404 page not found");
        };
    }

    private static Map<String, String> parameters(PlatformCall call) {
        Map<String, String> all = new LinkedHashMap<>(call.parameters());
        for (String pair : call.text().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    private PlatformAnswer range(Map<String, String> parameters) {
        long start = Long.parseLong(parameters.get("start"));
        long end = Long.parseLong(parameters.get("end"));
        long step = Long.parseLong(parameters.get("step"));
        if (end < start) {
            return error(400, "bad_data", "invalid parameter \"end\": end timestamp must not be before start time");
        }
        if ((end - start) / step > MOST_POINTS) {
            return error(
                    400,
                    "bad_data",
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution");
        }
        try {
            return matrix(parameters.get("query"), start, end, step);
        } catch (IllegalArgumentException e) {
            return error(400, "bad_data", e.getMessage());
        }
    }

    private PlatformAnswer instant(String query) {
        try {
            ObjectNode data = Json.mapper().createObjectNode().put("resultType", "vector");
            ArrayNode result = data.putArray("result");
            long now = clock.instant().getEpochSecond();
            FakePromQl.evaluate(series, query, now).forEach((labels, value) -> {
                ObjectNode one = result.addObject();
                one.set("metric", Json.mapper().valueToTree(labels));
                one.putArray("value").add(now).add(text(value));
            });
            return success(data);
        } catch (IllegalArgumentException e) {
            return error(400, "bad_data", e.getMessage());
        }
    }

    private PlatformAnswer matrix(String query, long start, long end, long step) {
        ObjectNode data = Json.mapper().createObjectNode().put("resultType", "matrix");
        ArrayNode result = data.putArray("result");
        Map<Map<String, String>, ArrayNode> values = new LinkedHashMap<>();
        for (long time = start; time <= end; time += step) {
            long at = time;
            FakePromQl.evaluate(series, query, at).forEach((labels, value) -> values.computeIfAbsent(
                            labels, one -> Json.mapper().createArrayNode())
                    .addArray()
                    .add(at)
                    .add(text(value)));
        }
        values.forEach((labels, points) -> {
            ObjectNode one = result.addObject();
            one.set("metric", Json.mapper().valueToTree(labels));
            one.set("values", points);
        });
        ObjectNode body = Json.mapper().createObjectNode().put("status", "success");
        body.set("data", data);
        warnings.forEach(body.withArray("warnings")::add);
        if (partial) {
            body.put("isPartial", true);
        }
        return PlatformAnswer.json(200, body);
    }

    private static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }

    private PlatformAnswer names() {
        ArrayNode names = Json.mapper().createArrayNode();
        new TreeSet<>(series.keySet().stream()
                        .map(labels -> labels.get("__name__"))
                        .toList())
                .forEach(names::add);
        return success(names);
    }

    private PlatformAnswer reload(PlatformCall call) {
        if (!reloadable) {
            return PlatformAnswer.text(403, "Lifecycle API is not enabled.");
        }
        if (!call.method().equals("POST")) {
            return PlatformAnswer.text(405, "Only POST or PUT requests allowed.");
        }
        if (looksBefore > 0) {
            looksLeft = looksBefore;
            return PlatformAnswer.text(200, "");
        }
        return read();
    }

    private PlatformAnswer read() {
        Map<String, JsonNode> read = new LinkedHashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ruleDirectory, "*.yaml")) {
            for (Path file : files) {
                read.put(file.toString(), new YAMLMapper().readTree(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the rules", e);
        }
        for (JsonNode file : read.values()) {
            for (JsonNode rule : rulesOf(file)) {
                if (rule.path("expr").asText().contains("wrong_on_purpose")) {
                    return PlatformAnswer.text(500, "failed to reload config: error loading rules");
                }
            }
        }
        groups.clear();
        groups.putAll(read);
        return PlatformAnswer.text(200, "");
    }

    private static List<JsonNode> rulesOf(JsonNode file) {
        List<JsonNode> rules = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private PlatformAnswer rules() {
        if (looksLeft >= 0 && looksLeft-- == 0) {
            read();
        }
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode all = data.putArray("groups");
        groups.forEach((file, content) -> content.path("groups").forEach(group -> {
            ObjectNode shown = all.addObject();
            shown.put("name", group.path("name").asText()).put("file", file).put("interval", 60);
            ArrayNode rules = shown.putArray("rules");
            group.path("rules").forEach(rule -> rules.add(shown(rule)));
        }));
        return success(data);
    }

    /** As the server shows a rule: seconds in place of a duration. */
    private static ObjectNode shown(JsonNode rule) {
        ObjectNode shown =
                Json.mapper().createObjectNode().put("type", "alerting").put("health", "unknown");
        shown.put("name", rule.path("alert").asText())
                .put("query", rule.path("expr").asText());
        shown.put("duration", seconds(rule.path("for").asText("0s")));
        shown.set("labels", rule.path("labels"));
        shown.set("annotations", rule.path("annotations"));
        shown.putArray("alerts");
        return shown.put("state", "inactive");
    }

    /** Of hours, minutes and seconds. */
    private static long seconds(String duration) {
        return Duration.parse("PT" + duration.toUpperCase(Locale.ROOT)).toSeconds();
    }

    private static PlatformAnswer success(JsonNode data) {
        ObjectNode body = Json.mapper().createObjectNode().put("status", "success");
        body.set("data", data);
        return PlatformAnswer.json(200, body.toString());
    }

    private static PlatformAnswer error(int status, String type, String text) {
        ObjectNode body = Json.mapper().createObjectNode().put("status", "error");
        body.put("errorType", type).put("error", text);
        return PlatformAnswer.json(status, body.toString());
    }
}
