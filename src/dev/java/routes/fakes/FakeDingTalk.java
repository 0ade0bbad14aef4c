package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * DingTalk as it behaves: group robots with signature, keywords and the block of ten minutes after 20
 * messages; the OpenAPI v1.0 with tokens that end, cards that can be changed and files. Errors of robots are HTTP 200.
 */
public final class FakeDingTalk extends FakePlatform {
    private static final String SEND = "/robot/send";
    private static final int MOST_BYTES = 20_000;
    private static final Set<String> TYPES = Set.of("text", "link", "markdown", "actionCard", "feedCard");

    private final Map<String, Robot> robots = new ConcurrentHashMap<>();
    private final FakeDingTalkApi api;
    private final Allowance robotLimit = new Allowance(20, Duration.ofMinutes(1), Duration.ofMinutes(10));
    private volatile boolean codesAsText;

    private record Robot(String secret, String keyword) {}

    public FakeDingTalk(Clock clock) {
        this(clock, 0);
    }

    public FakeDingTalk(Clock clock, int port) {
        super(clock, port);
        api = new FakeDingTalkApi(clock);
    }

    /** A group's robot. @param secret {@code SEC…}, or empty when it does not check signatures @return its webhook URL */
    public String robot(String token, String secret) {
        robots.put(token, new Robot(secret, ""));
        return url() + SEND + "?access_token=" + token;
    }

    /** A robot that takes messages with a word only. */
    public String robotWithKeyword(String token, String keyword) {
        robots.put(token, new Robot("", keyword));
        return url() + SEND + "?access_token=" + token;
    }

    /** The OpenAPI: applications, people, groups, cards. */
    public FakeDingTalkApi api() {
        return api;
    }

    /** Some of DingTalk's endpoints answer {@code "errcode":"0"}. */
    public void answerCodesAsText() {
        codesAsText = true;
    }

    /** The messages that reached people, of all robots. */
    public List<JsonNode> shown() {
        return calls(SEND).stream()
                .filter(PlatformCall::holdsJson)
                .map(PlatformCall::json)
                .toList();
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (call.path().equals(SEND)) {
            return robotSays(call);
        }
        return api.answer(call);
    }

    private PlatformAnswer robotSays(PlatformCall call) {
        String token = call.parameter("access_token").orElse("");
        Robot robot = robots.get(token);
        if (robot == null) {
            return said(300005, "token is not exist");
        }
        if (!call.method().equals("POST") || !call.holdsJson()) {
            return said(43004, "无效的HTTP HEADER Content-Type");
        }
        String objection = objection(robot, call);
        if (!objection.isEmpty()) {
            return said(310000, objection);
        }
        if (call.body().length > MOST_BYTES) {
            return said(460101, "message too long, exceed 20000 bytes");
        }
        JsonNode body = call.json();
        String type = body.path("msgtype").asText();
        if (!TYPES.contains(type) || !body.path(type).isObject()) {
            return said(400101, "msgtype is null or not supported");
        }
        if (!robotLimit.take(token, call.at())) {
            return said(130101, "send too fast, exceed 20 times per minute");
        }
        return said(0, "ok");
    }

    private String objection(Robot robot, PlatformCall call) {
        if (!robot.keyword().isEmpty() && !call.text().contains(robot.keyword())) {
            return "keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]";
        }
        if (robot.secret().isEmpty()) {
            return "";
        }
        String timestamp = call.parameter("timestamp").orElse("");
        if (!sign(robot.secret(), timestamp).equals(call.parameter("sign").orElse(""))) {
            return "sign not match, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]";
        }
        Duration off = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), call.at());
        return off.abs().compareTo(Duration.ofHours(1)) > 0
                ? "description:机器人发送签名过期;solution:签名生成时间和发送时间请保持在timestampms以内;link:https://open.dingtalk.com"
                : "";
    }

    private PlatformAnswer said(int code, String words) {
        Object shown = codesAsText ? Integer.toString(code) : code;
        return PlatformAnswer.json(200, Map.of("errcode", shown, "errmsg", words));
    }

    /** What DingTalk puts into the headers {@code sign} or the query, made apart from the code under test. */
    public static String sign(String secret, String timestamp) {
        return hmac(secret, timestamp + "\n" + secret);
    }

    /** The header {@code x-ddpaas-signature} of a card's callback. */
    public static String signCard(String secret, String timestamp) {
        return hmac(secret, timestamp);
    }

    private static String hmac(String secret, String words) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
