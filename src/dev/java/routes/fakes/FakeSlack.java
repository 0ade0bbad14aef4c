package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Slack as it behaves: errors are {@code ok:false} with HTTP 200, more than a message a second in a
 * channel gets 429 with Retry-After, Block Kit's limits are held, incoming webhooks answer in plain text. What it pushes is
 * in {@link SlackPush}.
 */
public final class FakeSlack extends FakePlatform {
    /** One a second, with a short burst. */
    private static final int BURST = 4;

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> channels = new ConcurrentHashMap<>();
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private final Set<String> hooks = ConcurrentHashMap.newKeySet();
    private final Map<String, ObjectNode> messages = new ConcurrentHashMap<>();
    private final List<JsonNode> shown = new CopyOnWriteArrayList<>();
    private final AtomicInteger serial = new AtomicInteger();
    private final Allowance limit = new Allowance(BURST, Duration.ofSeconds(BURST), Duration.ZERO);

    public FakeSlack(Clock clock) {
        this(clock, 0);
    }

    public FakeSlack(Clock clock, int port) {
        super(clock, port);
    }

    /** What the base URL of the Web API is set to. */
    public String api() {
        return url() + "/api";
    }

    /** An app's bot. @param userId the bot's own */
    public FakeSlack app(String token, String userId) {
        tokens.put(token, userId);
        return this;
    }

    /** A member; without one the app has no scope to look members up. */
    public FakeSlack member(String address, String userId) {
        people.put(address, userId);
        return this;
    }

    /** A channel with the bots in it. */
    public FakeSlack channel(String id, String name) {
        channels.put(id, name);
        joined.add(id);
        return this;
    }

    /** A channel that no bot is in. */
    public FakeSlack otherChannel(String id, String name) {
        channels.put(id, name);
        return this;
    }

    /** @return the address of an incoming webhook */
    public String hook(String path) {
        hooks.add("/services/" + path);
        return url() + "/services/" + path;
    }

    /** What people see, oldest first; an updated message in its place. */
    public List<JsonNode> shown() {
        return List.copyOf(shown);
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (call.path().startsWith("/services/")) {
            return hooked(call);
        }
        if (call.path().startsWith("/files-")) {
            return file(call);
        }
        String user = tokens.get(call.header("authorization").orElse("").replaceFirst("^Bearer ", ""));
        if (user == null) {
            return no(call.header("authorization").isPresent() ? "invalid_auth" : "not_authed");
        }
        return switch (call.path()) {
            case "/api/auth.test" -> yes(Map.of("user_id", user, "user", "ops", "team", "Team", "team_id", "T1"));
            case "/api/users.conversations" -> conversations();
            case "/api/conversations.info" -> info(call.parameter("channel").orElse(""));
            case "/api/users.lookupByEmail" -> lookup(call.parameter("email").orElse(""));
            case "/api/chat.postMessage" -> post(call);
            case "/api/chat.update" -> update(call);
            default -> no("unknown_method");
        };
    }

    private PlatformAnswer conversations() {
        List<Map<String, String>> found = joined.stream()
                .sorted()
                .map(id -> Map.of("id", id, "name", channels.get(id)))
                .toList();
        return yes(Map.of("channels", found, "response_metadata", Map.of("next_cursor", "")));
    }

    private PlatformAnswer lookup(String address) {
        if (people.isEmpty()) {
            return PlatformAnswer.json(
                    200,
                    Map.of(
                            "ok", false,
                            "error", "missing_scope",
                            "needed", "users:read.email",
                            "provided", "chat:write"));
        }
        return people.containsKey(address)
                ? yes(Map.of("user", Map.of("id", people.get(address))))
                : no("users_not_found");
    }

    private PlatformAnswer info(String id) {
        return channels.containsKey(id)
                ? yes(Map.of("channel", Map.of("id", id, "name", channels.get(id))))
                : no("channel_not_found");
    }

    private PlatformAnswer post(PlatformCall call) {
        if (!call.holdsJson()) {
            return no("invalid_json");
        }
        String channel = call.json().path("channel").asText();
        PlatformAnswer objection = objection(call.json(), channel);
        if (objection != null) {
            return objection;
        }
        if (!limit.take(channel, call.at())) {
            return PlatformAnswer.json(429, Map.of("ok", false, "error", "ratelimited"))
                    .with("Retry-After", "1");
        }
        String ts = call.at().getEpochSecond() + "." + String.format("%06d", serial.incrementAndGet());
        ObjectNode message = call.json().deepCopy();
        message.put("ts", ts);
        messages.put(channel + ts, message);
        shown.add(message);
        return yes(Map.of("channel", channel, "ts", ts, "message", message));
    }

    private PlatformAnswer update(PlatformCall call) {
        JsonNode asked = call.json();
        ObjectNode message =
                messages.get(asked.path("channel").asText() + asked.path("ts").asText());
        if (message == null) {
            return no("message_not_found");
        }
        PlatformAnswer objection = objection(asked, asked.path("channel").asText());
        if (objection != null) {
            return objection;
        }
        message.setAll((ObjectNode) asked);
        return yes(Map.of("channel", asked.path("channel"), "ts", asked.path("ts"), "text", asked.path("text")));
    }

    private @Nullable PlatformAnswer objection(JsonNode message, String channel) {
        if (!channels.containsKey(channel)) {
            return no("channel_not_found");
        }
        if (!joined.contains(channel)) {
            return no("not_in_channel");
        }
        if (message.path("text").asText().isEmpty() && !message.has("blocks") && !message.has("attachments")) {
            return no("no_text");
        }
        if (message.path("text").asText().length() > 40_000) {
            return no("msg_too_long");
        }
        return SlackBlocks.problems(message).isEmpty() ? null : no("invalid_blocks");
    }

    private PlatformAnswer hooked(PlatformCall call) {
        if (!hooks.contains(call.path())) {
            return PlatformAnswer.text(404, "no_service");
        }
        if (!call.holdsJson() || !SlackBlocks.problems(call.json()).isEmpty()) {
            return PlatformAnswer.text(400, "invalid_payload");
        }
        if (!limit.take(call.path(), call.at())) {
            return PlatformAnswer.text(429, "rate_limited").with("Retry-After", "1");
        }
        shown.add(call.json());
        return PlatformAnswer.text(200, "ok");
    }

    private PlatformAnswer file(PlatformCall call) {
        boolean known =
                tokens.containsKey(call.header("authorization").orElse("").replaceFirst("^Bearer ", ""));
        return known
                ? new PlatformAnswer(
                        200, Map.of("Content-Type", "image/png"), new byte[] {1, 2, 3}, Duration.ZERO, false)
                : PlatformAnswer.text(200, "<html>sign in</html>").with("Content-Type", "text/html");
    }

    private static PlatformAnswer yes(Map<String, ?> more) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
        more.forEach(body::putPOJO);
        return PlatformAnswer.json(200, body);
    }

    private static PlatformAnswer no(String error) {
        return PlatformAnswer.json(200, Map.of("ok", false, "error", error));
    }
}
