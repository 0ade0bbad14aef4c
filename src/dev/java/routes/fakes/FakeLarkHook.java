package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The robots of Lark groups: every answer has HTTP 200 and two codes. */
final class FakeLarkHook {
    private static final int MOST_BYTES = 20 * 1024;
    private static final Set<String> TYPES = Set.of("text", "post", "image", "share_chat", "interactive");

    private FakeLarkHook() {}

    static PlatformAnswer answer(PlatformCall call, Map<String, String> hooks, Allowance limit, Instant now) {
        String id = call.path().substring(call.path().lastIndexOf('/') + 1);
        String secret = hooks.get(id);
        if (secret == null) {
            return says(19001, "param invalid: incoming webhook access token invalid");
        }
        if (!call.holdsJson() || call.body().length > MOST_BYTES) {
            return says(9499, "Bad Request");
        }
        JsonNode body = call.json();
        if (!secret.isEmpty() && !signed(body, secret, now)) {
            return says(19021, "sign match fail or timestamp is not within one hour from current time");
        }
        String type = body.path("msg_type").asText();
        if (!TYPES.contains(type)
                || !body.path("interactive".equals(type) ? "card" : "content").isObject()) {
            return says(9499, "Bad Request");
        }
        return limit.take(id, now) ? says(0, "success") : says(11232, "frequency limited");
    }

    private static boolean signed(JsonNode body, String secret, Instant now) {
        String timestamp = body.path("timestamp").asText("0");
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(new byte[0]));
            return expected.equals(body.path("sign").asText())
                    && Duration.between(at, now).abs().compareTo(Duration.ofHours(1)) <= 0;
        } catch (GeneralSecurityException | NumberFormatException e) {
            return false;
        }
    }

    private static PlatformAnswer says(int code, String text) {
        return PlatformAnswer.json(
                200, Map.of("code", code, "msg", text, "StatusCode", code, "StatusMessage", text, "data", Map.of()));
    }
}
