package routes.fakes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import routes.channel.InboundPost;

/** What Slack pushes to an app: signed on the raw bytes, again with its number when it is repeated. */
public record SlackPush(String body, String contentType, Instant at, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    public static SlackPush json(String body, Instant at) {
        return new SlackPush(body, JSON, at, Map.of());
    }

    public static SlackPush form(String body, Instant at) {
        return new SlackPush(body, FORM, at, Map.of());
    }

    /** A click: JSON in the one field of a form. */
    public static SlackPush click(String payload, Instant at) {
        return form("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8), at);
    }

    /** With the signature of this secret. */
    public SlackPush signed(String secret) {
        String timestamp = Long.toString(at.getEpochSecond());
        return with("x-slack-request-timestamp", timestamp)
                .with("x-slack-signature", "v0=" + hmac(secret, "v0:" + timestamp + ":" + body));
    }

    /** The same event once more. */
    public SlackPush repeated(int number) {
        return with("x-slack-retry-num", Integer.toString(number)).with("x-slack-retry-reason", "http_timeout");
    }

    public SlackPush with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new SlackPush(body, contentType, at, more);
    }

    /** As it reaches our endpoint at a time. */
    public InboundPost arriving(Instant when) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", contentType);
        return new InboundPost(
                InboundPost.Path.ANY, "POST", Map.of(), all, body.getBytes(StandardCharsets.UTF_8), when);
    }

    public InboundPost post() {
        return arriving(at);
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
