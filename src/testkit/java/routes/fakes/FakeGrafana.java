package routes.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routes.common.json.Json;

/**
 * The alert provisioning API of Grafana: rule groups of a folder. Titles are unique in a folder, uids are short; a group that is
 * put replaces the rules of the one before; rules without a provenance can be edited by people.
 */
public final class FakeGrafana extends FakePlatform {
    public static final String TOKEN = "glsa_grafana-token";
    public static final String FOLDER = "team-folder";

    private static final String GROUPS = "/api/v1/provisioning/folder/" + FOLDER + "/rule-groups/";
    private static final String RULES = "/api/v1/provisioning/alert-rules/";
    private static final int LONGEST_UID = 40;
    private static final int LONGEST_TITLE = 190;

    private final Map<String, ObjectNode> groups = new TreeMap<>();

    public FakeGrafana() {
        super(Clock.systemUTC(), 0);
    }

    public synchronized Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        if (!call.header("authorization").equals(Optional.of("Bearer " + TOKEN))) {
            return message(401, "Invalid API key");
        }
        if (call.path().startsWith(RULES) && call.method().equals("DELETE")) {
            return deleted(call.path().substring(RULES.length()));
        }
        if (!call.path().startsWith(GROUPS)) {
            return message(404, "Not found");
        }
        String name = call.path().substring(GROUPS.length());
        return switch (call.method()) {
            case "GET" -> group(name)
                    .map(group -> PlatformAnswer.json(200, group.toString()))
                    .orElseGet(() -> message(404, "rule group not found"));
            case "PUT" -> put(name, read(call.text()), call);
            default -> message(405, "Method not allowed");
        };
    }

    private PlatformAnswer deleted(String uid) {
        groups.values().forEach(group -> {
            ArrayNode left = Json.mapper().createArrayNode();
            group.path("rules").forEach(rule -> {
                if (!rule.path("uid").asText().equals(uid)) {
                    left.add(rule);
                }
            });
            group.set("rules", left);
        });
        groups.values().removeIf(group -> group.path("rules").isEmpty());
        return PlatformAnswer.text(204, "");
    }

    private PlatformAnswer put(String name, JsonNode group, PlatformCall call) {
        Set<String> titles = new HashSet<>();
        for (JsonNode rule : group.path("rules")) {
            String title = rule.path("title").asText();
            if (!titles.add(title) || title.length() > LONGEST_TITLE) {
                return message(400, "a rule with the title \"" + title + "\" exists already, or it is too long");
            }
            if (rule.path("uid").asText().length() > LONGEST_UID
                    || rule.path("data").size() < 2) {
                return message(400, "invalid alert rule: uid or data");
            }
            if (rule.path("data").toString().contains("wrong_on_purpose")) {
                return message(400, "invalid alert rule: failed to parse the query");
            }
        }
        ObjectNode stored = group.deepCopy();
        stored.path("rules").forEach(rule -> stored((ObjectNode) rule, call));
        groups.put(name, stored);
        return PlatformAnswer.json(200, stored.toString());
    }

    /** Grafana fills in what was left out. */
    private static void stored(ObjectNode rule, PlatformCall call) {
        rule.put("orgID", 1).put("updated", "2026-03-01T00:00:00Z");
        rule.put("provenance", call.header("x-disable-provenance").isPresent() ? "" : "api");
        if (!rule.has("for")) {
            rule.put("for", "0s");
        }
        rule.path("data").forEach(part -> {
            ObjectNode model = (ObjectNode) part.path("model");
            model.put("intervalMs", 1000).put("maxDataPoints", 43_200);
        });
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static PlatformAnswer message(int status, String text) {
        return PlatformAnswer.json(status, Map.of("message", text));
    }
}
