package routes.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configuration API of Mimir's ruler: groups of a namespace of a tenant, as YAML. */
public final class FakeRuler extends FakePlatform {
    public static final String TENANT = "team-a";
    public static final String TOKEN = "ruler-token";

    private static final String BASE = "/prometheus/config/v1/rules/";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, JsonNode> groups = new TreeMap<>();

    public FakeRuler() {
        super(Clock.systemUTC(), 0);
    }

    /** A group as a person would put it there. @param path namespace and name, with a slash */
    public synchronized void put(String path, String yaml) {
        groups.put(path, read(yaml));
    }

    /** @param path namespace and name, with a slash */
    public synchronized Optional<JsonNode> group(String path) {
        return Optional.ofNullable(groups.get(path));
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        if (!call.header("authorization").equals(Optional.of("Bearer " + TOKEN))
                || !call.header("x-scope-orgid").equals(Optional.of(TENANT))) {
            return PlatformAnswer.text(401, "no org id");
        }
        if (!call.path().startsWith(BASE)) {
            return PlatformAnswer.text(404, "404 page not found");
        }
        String path = call.path().substring(BASE.length());
        return switch (call.method()) {
            case "GET" -> group(path)
                    .map(group -> PlatformAnswer.text(200, written(group)))
                    .orElseGet(() -> PlatformAnswer.text(404, "group does not exist"));
            case "POST" -> post(path, read(call.text()));
            case "DELETE" -> groups.remove(path) == null
                    ? PlatformAnswer.text(404, "group does not exist")
                    : accepted();
            default -> PlatformAnswer.text(405, "");
        };
    }

    private PlatformAnswer post(String namespace, JsonNode group) {
        if (group.path("name").asText().isEmpty()) {
            return PlatformAnswer.text(400, "invalid rules config: rule group name must not be empty");
        }
        for (JsonNode rule : group.path("rules")) {
            if (rule.path("expr").asText().contains("wrong_on_purpose")) {
                return PlatformAnswer.text(
                        400, "group \"" + group.path("name").asText() + "\": could not parse expression");
            }
        }
        groups.put(namespace + "/" + group.path("name").asText(), group);
        return accepted();
    }

    private static PlatformAnswer accepted() {
        return PlatformAnswer.json(202, Map.of("status", "success", "errorType", "", "error", ""));
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String written(JsonNode group) {
        try {
            return YAML.writeValueAsString(group);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
