package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lark's Open API as it behaves: tokens with their fields at the top and the same one until
 * half an hour before it ends, messages in {@link FakeLarkMessages}, groups, and robots of groups.
 */
public final class FakeLark extends FakePlatform {
    private static final Duration VALID = Duration.ofHours(2);
    private static final Duration OVERLAP = Duration.ofMinutes(30);

    private final Map<String, String> apps = new ConcurrentHashMap<>();
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> hooks = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final FakeLarkMessages messages;
    private final Allowance hookLimit = new Allowance(100, Duration.ofMinutes(1), Duration.ZERO);
    private volatile boolean tokensRefused;

    private record Issued(String app, String token, Instant until) {}

    public FakeLark(Clock clock) {
        this(clock, 0);
    }

    public FakeLark(Clock clock, int port) {
        super(clock, port);
        messages = new FakeLarkMessages(clock);
    }

    public FakeLark app(String appId, String secret) {
        apps.put(appId, secret);
        return this;
    }

    /** A group with the bot in it. */
    public FakeLark group(String chatId, String name) {
        messages.group(chatId, name);
        return this;
    }

    /** A robot of a group. @return its URL */
    public String hook(String id, String secret) {
        hooks.put(id, secret);
        return url() + "/open-apis/bot/v2/hook/" + id;
    }

    public FakeLarkMessages messages() {
        return messages;
    }

    /** Every token that was given so far is over. */
    public void endTokens() {
        tokens.clear();
    }

    /** Every token is refused, new ones as well. */
    public void refuseTokens(boolean refuse) {
        tokensRefused = refuse;
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        return said(call).with("X-Tt-Logid", "log-" + count.incrementAndGet());
    }

    private PlatformAnswer said(PlatformCall call) {
        String path = call.path();
        if (path.startsWith("/open-apis/auth/v3/tenant_access_token/internal")) {
            return token(call.json());
        }
        if (path.startsWith("/open-apis/bot/v2/hook/")) {
            return FakeLarkHook.answer(call, hooks, hookLimit, clock.instant());
        }
        String bearer = call.header("authorization").orElse("");
        boolean fine = !tokensRefused
                && tokens.values().stream()
                        .anyMatch(one -> bearer.equals("Bearer " + one.token())
                                && clock.instant().isBefore(one.until()));
        if (!fine) {
            return no(
                    400,
                    99991663,
                    "Invalid access token for authorization. Please make a request with token attached.");
        }
        if (path.equals("/open-apis/bot/v3/info")) {
            return info();
        }
        if (path.equals("/open-apis/contact/v3/users/batch_get_id")) {
            return ids(call.json().path("mobiles"));
        }
        return messages.answer(call);
    }

    /** Everybody who was asked for is named, those without an account without an id. */
    private PlatformAnswer ids(JsonNode mobiles) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("code", 0).put("msg", "success");
        mobiles.forEach(mobile -> {
            ObjectNode one = answer.withArray("/data/user_list").addObject().put("mobile", mobile.asText());
            String id = people.get(mobile.asText());
            if (id != null) {
                one.put("user_id", id);
            }
        });
        return PlatformAnswer.json(200, answer);
    }

    /** Somebody with a mobile number. */
    public FakeLark person(String mobile, String openId) {
        people.put(mobile, openId);
        return this;
    }

    private PlatformAnswer token(JsonNode asked) {
        String app = asked.path("app_id").asText();
        if (!asked.path("app_secret").asText().equals(apps.get(app))) {
            return PlatformAnswer.json(200, Map.of("code", 10014, "msg", "app secret invalid"));
        }
        Instant now = clock.instant();
        Issued issued = tokens.compute(
                app,
                (key, held) -> held != null && now.plus(OVERLAP).isBefore(held.until())
                        ? held
                        : new Issued(key, "t-" + key + "-" + count.incrementAndGet(), now.plus(VALID)));
        return PlatformAnswer.json(
                200,
                Map.of(
                        "code",
                        0,
                        "msg",
                        "ok",
                        "tenant_access_token",
                        issued.token(),
                        "expire",
                        Duration.between(now, issued.until()).toSeconds()));
    }

    private static PlatformAnswer info() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("code", 0).put("msg", "ok");
        answer.putObject("bot")
                .put("activate_status", 2)
                .put("app_name", "Ops bot")
                .put("open_id", "ou_bot");
        return PlatformAnswer.json(200, answer);
    }

    static PlatformAnswer no(int status, int code, String text) {
        return PlatformAnswer.json(
                status, Map.of("code", code, "msg", text, "error", Map.of("log_id", "1", "helps", List.of())));
    }
}
