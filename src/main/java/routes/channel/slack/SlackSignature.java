package routes.channel.slack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import routes.channel.InboundPost;
import routes.common.security.HmacSha256;
import routes.common.security.Secret;

/** Slack's signature, version 0: HMAC-SHA256 over {@code v0:<timestamp>:<raw body>}. */
final class SlackSignature {
    static final String TIMESTAMP = "x-slack-request-timestamp";
    static final String SIGNATURE = "x-slack-signature";
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private SlackSignature() {}

    static String of(String timestamp, byte[] body, Secret signingSecret) {
        byte[] key = signingSecret.reveal().getBytes(StandardCharsets.UTF_8);
        byte[] before = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        return "v0=" + HexFormat.of().formatHex(HmacSha256.of(key, before, body));
    }

    /** In constant time. */
    static boolean fits(InboundPost post, Secret signingSecret) {
        String expected = of(post.header(TIMESTAMP).orElse(""), post.body(), signingSecret);
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                post.header(SIGNATURE).orElse("").getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the time of the post is further off than five minutes, before or after. */
    static boolean stale(InboundPost post) {
        try {
            long sent = Long.parseLong(post.header(TIMESTAMP).orElse(""));
            return Math.abs(Math.subtractExact(sent, post.at().getEpochSecond())) > WINDOW.toSeconds();
        } catch (ArithmeticException | NumberFormatException e) {
            return true;
        }
    }
}
