package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A workflow of Microsoft Teams as it behaves: 202 for a message with an Adaptive Card, 400 for
 * anything else, 413 above 28 KB, 429 above four requests a second, 401 without the secret of its address.
 */
public final class FakeTeams extends FakePlatform {
    private static final int MOST_BYTES = 28 * 1024;
    private static final String SECRET = "sig";

    private final Set<String> workflows = ConcurrentHashMap.newKeySet();
    private final List<JsonNode> shown = new CopyOnWriteArrayList<>();
    private final Allowance limit = new Allowance(4, Duration.ofSeconds(1), Duration.ZERO);

    public FakeTeams(Clock clock) {
        this(clock, 0);
    }

    public FakeTeams(Clock clock, int port) {
        super(clock, port);
    }

    /** @return the address of a workflow, with its secret */
    public String workflow(String id, String secret) {
        workflows.add(id + " " + secret);
        return url() + "/workflows/" + id + "/triggers/manual/paths/invoke?api-version=1&sig=" + secret;
    }

    public List<JsonNode> shown() {
        return List.copyOf(shown);
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        String id = call.path().replaceFirst("^/workflows/([^/]*)/.*", "$1");
        if (workflows.stream().noneMatch(known -> known.startsWith(id + " "))) {
            return failed(404, "WorkflowNotFound", "The workflow could not be found.");
        }
        if (!workflows.contains(id + " " + call.parameter(SECRET).orElse(""))) {
            return failed(401, "DirectApiAuthorizationRequired", "The request must be authenticated.");
        }
        if (call.body().length > MOST_BYTES) {
            return failed(413, "RequestEntityTooLarge", "Request Entity too large");
        }
        if (!limit.take(id, call.at())) {
            return failed(429, "TooManyRequests", "Rate limit is exceeded.").with("Retry-After", "1");
        }
        if (!call.holdsJson() || !problems(call.json()).isEmpty()) {
            return failed(400, "TriggerInputSchemaMismatch", "The input does not match the schema of the trigger.");
        }
        shown.add(call.json());
        return PlatformAnswer.text(202, "");
    }

    /** What Teams would not show of a message; empty when it shows it all. */
    public static List<String> problems(JsonNode message) {
        List<String> problems = new ArrayList<>();
        JsonNode attachment = message.at("/attachments/0");
        if (!message.path("type").asText().equals("message")
                || !attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")) {
            problems.add("no message with an Adaptive Card");
        }
        JsonNode card = attachment.path("content");
        if (!card.path("type").asText().equals("AdaptiveCard")
                || card.path("body").isEmpty()) {
            problems.add("an empty card");
        }
        for (JsonNode element : card.path("body")) {
            boolean fine = element.path("type").asText().equals("FactSet")
                    ? !element.path("facts").isEmpty()
                    : element.path("type").asText().equals("TextBlock")
                            && !element.path("text").asText().isBlank();
            if (!fine) {
                problems.add("an element that says nothing: " + element);
            }
        }
        return problems;
    }

    private static PlatformAnswer failed(int status, String code, String message) {
        return PlatformAnswer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }
}
