package routes.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import routes.common.json.Json;

/**
 * The API server of Kubernetes with the Prometheus Operator: objects {@code PrometheusRule} by server-side apply, where groups are
 * told apart by name and those of other managers stay, and a webhook that refuses rules.
 */
public final class FakeKubernetes extends FakePlatform {
    public static final String TOKEN = "service-account-token";

    private static final String BASE = "/apis/monitoring.coreos.com/v1/namespaces/";

    private final Map<String, ObjectNode> objects = new TreeMap<>();

    public FakeKubernetes() {
        super(Clock.systemUTC(), 0);
    }

    /** @param path namespace and name, with a slash */
    public synchronized Optional<ObjectNode> object(String path) {
        return Optional.ofNullable(objects.get(path));
    }

    /** Another manager adds a group. */
    public synchronized void addGroup(String path, ObjectNode group) {
        objects.get(path).withObject("/spec").withArray("groups").add(group);
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        if (!call.header("authorization").equals(Optional.of("Bearer " + TOKEN))) {
            return status(
                    403, "prometheusrules.monitoring.coreos.com is forbidden: User \"system:anonymous\" cannot get it");
        }
        String path = call.path().replace("/prometheusrules/", "/");
        if (!path.startsWith(BASE)) {
            return status(404, "the server could not find the requested resource");
        }
        String name = path.substring(BASE.length());
        return switch (call.method()) {
            case "GET" -> object(name)
                    .map(object -> PlatformAnswer.json(200, object.toString()))
                    .orElseGet(() -> status(404, "prometheusrules.monitoring.coreos.com \"" + name + "\" not found"));
            case "PATCH" -> applied(name, call);
            case "DELETE" -> objects.remove(name) == null ? status(404, "not found") : status(200, "deleted");
            default -> status(405, "the server does not allow this method on the requested resource");
        };
    }

    private PlatformAnswer applied(String name, PlatformCall call) {
        if (!call.header("content-type").orElse("").startsWith("application/apply-patch+yaml")
                || !call.query().contains("fieldManager=")) {
            return status(415, "the body of the request was in an unknown format");
        }
        ObjectNode wanted = (ObjectNode) read(call.text());
        for (JsonNode group : wanted.path("spec").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("expr").asText().contains("wrong_on_purpose")) {
                    return status(
                            400, "admission webhook \"prometheusrulemutate.monitoring.coreos.com\" denied the request");
                }
            }
        }
        ArrayNode groups = (ArrayNode) wanted.path("spec").path("groups");
        object(name).ifPresent(there -> there.path("spec").path("groups").forEach(group -> {
            if (!group.path("name").asText().startsWith("veaiops-")) {
                groups.add(group);
            }
        }));
        objects.put(name, wanted);
        return PlatformAnswer.json(200, wanted.toString());
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static PlatformAnswer status(int code, String message) {
        return PlatformAnswer.json(
                code, Map.of("kind", "Status", "apiVersion", "v1", "message", message, "code", code));
    }
}
