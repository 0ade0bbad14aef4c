package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * WeCom as it behaves: always HTTP 200 and a code in the body; group robots with 20 messages a
 * minute, applications with tokens that end, unknown people named beside a success, template cards that change once.
 */
public final class FakeWeCom extends FakePlatform {
    private static final Duration LIFE = Duration.ofSeconds(7200);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** The most bytes of each kind of robot message. */
    private static final Map<String, Integer> ROBOT_BYTES = Map.of("text", 2048, "markdown", 4096, "markdown_v2", 4096);

    private static final Map<String, Integer> APP_BYTES = Map.of("text", 2048, "markdown", 2048);

    private final Set<String> robots = ConcurrentHashMap.newKeySet();
    private final Map<String, String> apps = new ConcurrentHashMap<>();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Set<String> people = ConcurrentHashMap.newKeySet();
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Set<String> codes = ConcurrentHashMap.newKeySet();
    private final Map<String, String> duplicates = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();
    private final Allowance robotLimit = new Allowance(20, MINUTE, MINUTE);
    private final Allowance memberLimit = new Allowance(30, MINUTE, Duration.ZERO);
    private final List<JsonNode> shown = new CopyOnWriteArrayList<>();

    public FakeWeCom(Clock clock) {
        this(clock, 0);
    }

    public FakeWeCom(Clock clock, int port) {
        super(clock, port);
    }

    /** A group's robot. @return its webhook URL */
    public String robot(String key) {
        robots.add(key);
        return url() + "/cgi-bin/webhook/send?key=" + key;
    }

    public void app(String corpId, String secret) {
        apps.put(corpId, secret);
    }

    public void person(String userId) {
        people.add(userId);
    }

    public void group(String chatId) {
        groups.add(chatId);
    }

    public void endTokens() {
        tokens.replaceAll((token, ends) -> clock.instant());
    }

    /** A code that came with a click: one change of the card. */
    public String clickCode() {
        String code = "code-" + serial.incrementAndGet();
        codes.add(code);
        return code;
    }

    /** What people really see: some messages are dropped in silence. */
    public List<JsonNode> shown() {
        return List.copyOf(shown);
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (call.path().equals("/cgi-bin/gettoken")) {
            return token(call);
        }
        if (call.path().equals("/cgi-bin/webhook/send")) {
            return robotSays(call);
        }
        Instant ends = tokens.get(call.parameter("access_token").orElse(""));
        if (ends == null) {
            return call.parameter("access_token").isPresent()
                    ? said(40014, "invalid access_token")
                    : said(41001, "access_token missing");
        }
        if (!ends.isAfter(clock.instant())) {
            return said(
                    42001, "access_token expired, more info at https://open.work.weixin.qq.com/devtool/query?e=42001");
        }
        if (call.path().equals("/cgi-bin/media/get")) {
            return new PlatformAnswer(
                    200, Map.of("Content-Type", "image/png"), new byte[] {1, 2, 3}, Duration.ZERO, false);
        }
        return call.holdsJson() ? withToken(call) : said(47001, "data format error");
    }

    private PlatformAnswer withToken(PlatformCall call) {
        return switch (call.path()) {
            case "/cgi-bin/message/send" -> toPeople(call);
            case "/cgi-bin/appchat/send" -> toGroup(call.json());
            case "/cgi-bin/message/update_template_card" -> changeCard(call.json());
            default -> said(404, "not found");
        };
    }

    private PlatformAnswer token(PlatformCall call) {
        String secret = apps.get(call.parameter("corpid").orElse(""));
        if (secret == null) {
            return said(40013, "invalid corpid");
        }
        if (!secret.equals(call.parameter("corpsecret").orElse(""))) {
            return said(40001, "invalid credential");
        }
        String token = "token-" + serial.incrementAndGet();
        tokens.put(token, clock.instant().plus(LIFE));
        return said(0, "ok", Map.of("access_token", token, "expires_in", LIFE.toSeconds()));
    }

    private PlatformAnswer robotSays(PlatformCall call) {
        String key = call.parameter("key").orElse("");
        if (!robots.contains(key)) {
            return said(
                    93000,
                    "invalid webhook url, hint: [1700000000_1], from ip: 1.2.3.4, more info at"
                            + " https://open.work.weixin.qq.com/devtool/query?e=93000");
        }
        if (!call.holdsJson()) {
            return said(47001, "data format error");
        }
        PlatformAnswer objection = objection(call.json(), ROBOT_BYTES);
        if (objection != null) {
            return objection;
        }
        if (!robotLimit.take(key, call.at())) {
            return said(45009, "api freq out of limit, hint: [1700000000], from ip: 1.2.3.4");
        }
        shown.add(call.json());
        return said(0, "ok");
    }

    private PlatformAnswer toPeople(PlatformCall call) {
        JsonNode asked = call.json();
        PlatformAnswer objection = objection(asked, APP_BYTES);
        if (objection != null) {
            return objection;
        }
        if (!asked.path("agentid").isInt()) {
            return said(40056, "invalid agentid");
        }
        String id = "msg-" + serial.incrementAndGet();
        if (asked.path("enable_duplicate_check").asInt() == 1) {
            String before = duplicates.putIfAbsent(call.text(), id);
            if (before != null) {
                return said(0, "ok", Map.of("msgid", before));
            }
        }
        return sent(asked, id, call.at());
    }

    /** Beyond 30 a minute a member gets nothing, and no error says so. */
    private PlatformAnswer sent(JsonNode asked, String id, Instant at) {
        List<String> asks = Arrays.stream(asked.path("touser").asText().split("\\|"))
                .filter(one -> !one.isEmpty())
                .toList();
        List<String> unknown = asks.stream()
                .filter(one -> !one.equals("@all") && !people.contains(one))
                .toList();
        if (unknown.size() == asks.size() && asked.path("toparty").asText().isEmpty()) {
            return said(81013, "user & party & tag all invalid");
        }
        if (asks.stream().allMatch(one -> memberLimit.take(one, at))) {
            shown.add(asked);
        }
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("msgid", id);
        if (asked.path("msgtype").asText().equals("template_card")) {
            more.put("response_code", clickCode());
        }
        if (!unknown.isEmpty()) {
            more.put("invaliduser", String.join("|", unknown));
        }
        return said(0, "ok", more);
    }

    private PlatformAnswer toGroup(JsonNode asked) {
        PlatformAnswer objection = objection(asked, APP_BYTES);
        if (objection != null) {
            return objection;
        }
        if (!groups.contains(asked.path("chatid").asText())) {
            return said(86003, "chat not exist");
        }
        shown.add(asked);
        return said(0, "ok");
    }

    private PlatformAnswer changeCard(JsonNode asked) {
        if (!asked.path("agentid").isInt()) {
            return said(40056, "invalid agentid");
        }
        if (!codes.remove(asked.path("response_code").asText())) {
            return said(40058, "invalid response_code");
        }
        shown.add(asked);
        return said(0, "ok");
    }

    private static PlatformAnswer objection(JsonNode asked, Map<String, Integer> limits) {
        String type = asked.path("msgtype").asText();
        JsonNode content = asked.path(type);
        if (type.isEmpty() || !content.isObject()) {
            return said(40008, "invalid message type");
        }
        Integer most = limits.get(type);
        String text = content.path("content").asText();
        if (most != null && text.isEmpty()) {
            return said(44004, "empty content");
        }
        return most != null && text.getBytes(StandardCharsets.UTF_8).length > most
                ? said(45002, "content size out of limit")
                : null;
    }

    private static PlatformAnswer said(int code, String words) {
        return said(code, words, Map.of());
    }

    private static PlatformAnswer said(int code, String words, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errcode", code);
        body.put("errmsg", words);
        body.putAll(more);
        return PlatformAnswer.json(200, body);
    }
}
