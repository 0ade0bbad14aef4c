package routes.channel.lark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import routes.channel.InboundPost;

/** Posts as Lark sends them, in words. */
final class LarkPosted {
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

    private final String body;
    private final Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));

    private LarkPosted(String body) {
        this.body = body;
    }

    static LarkPosted of(String body) {
        return new LarkPosted(body);
    }

    LarkPosted signed(String timestamp, String nonce, String signature) {
        headers.put("x-lark-request-timestamp", timestamp);
        headers.put("x-lark-request-nonce", nonce);
        headers.put("x-lark-signature", signature);
        return this;
    }

    InboundPost post() {
        return new InboundPost(
                InboundPost.Path.ANY, "POST", Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
