package routes.channel.mapped;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import routes.common.error.VeaiopsException;
import routes.common.security.HmacSha256;

/** How a post is signed. */
sealed interface Signing {
    /** The credential that holds the secret. */
    String credential();

    /** The headers that the signature adds. */
    Map<String, String> headers(String secret, Post post);

    /** What is signed. */
    record Post(String id, Instant at, byte[] body) {}

    /** HMAC-SHA256 of the body in hexadecimal digits, in a header of its own. */
    record Hmac(String header, String prefix, String credential) implements Signing {
        @Override
        public Map<String, String> headers(String secret, Post post) {
            byte[] signature = HmacSha256.of(secret.getBytes(StandardCharsets.UTF_8), post.body());
            return Map.of(header, prefix + HexFormat.of().formatHex(signature));
        }
    }

    /** The Standard Webhooks scheme. */
    record Standard(String credential) implements Signing {
        @Override
        public Map<String, String> headers(String secret, Post post) {
            long seconds = post.at().getEpochSecond();
            try {
                String signature =
                        new Webhook(secret).sign(post.id(), seconds, new String(post.body(), StandardCharsets.UTF_8));
                return Map.of(
                        "webhook-id", post.id(),
                        "webhook-timestamp", Long.toString(seconds),
                        "webhook-signature", signature);
            } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException e) {
                throw new VeaiopsException("the credential " + credential + " is no secret of Standard Webhooks", e);
            }
        }
    }
}
