package routes.channel.mapped;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.common.error.VeaiopsException;
import routes.common.security.HmacAlgorithm;

/** How a post is signed. */
sealed interface Signing {
    /** The value that a file can put anywhere but into what is signed. */
    String SIGNATURE = "signature";

    /** The time of the post, in the unit of the signature. */
    String TIMESTAMP = "timestamp";

    /** What is posted, as it can stand in the text that is signed. */
    String BODY = "body";

    /** The credential that holds the secret. */
    String credential();

    /**
     * A keyed hash.
     *
     * @param key usually the secret alone
     * @param text what is signed, usually the body
     * @param header empty when the file puts the value {@link #SIGNATURE} where it belongs
     * @param prefix in front of the signature
     */
    record Hmac(
            String credential,
            HmacAlgorithm algorithm,
            boolean base64,
            Blanks key,
            Blanks text,
            Optional<String> header,
            String prefix,
            boolean millis)
            implements Signing {

        boolean coversBody() {
            return text.names().contains(BODY) || key.names().contains(BODY);
        }

        String timestamp(Instant at) {
            return Long.toString(millis ? at.toEpochMilli() : at.getEpochSecond());
        }

        /** Empty when the secret is missing. */
        Optional<String> signature(Function<String, Optional<String>> values) {
            return key.raw(values).filter(secret -> !secret.isEmpty()).flatMap(secret -> text.raw(values)
                    .map(signed -> prefix
                            + written(algorithm.of(
                                    secret.getBytes(StandardCharsets.UTF_8),
                                    signed.getBytes(StandardCharsets.UTF_8)))));
        }

        private String written(byte[] hash) {
            return base64
                    ? Base64.getEncoder().encodeToString(hash)
                    : HexFormat.of().formatHex(hash);
        }
    }

    /** The Standard Webhooks scheme. */
    record Standard(String credential) implements Signing {
        Map<String, String> headers(String secret, String id, Instant at, byte[] body) {
            long seconds = at.getEpochSecond();
            try {
                String signature = new Webhook(secret).sign(id, seconds, new String(body, StandardCharsets.UTF_8));
                return Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(seconds),
                        "webhook-signature", signature);
            } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException e) {
                throw new VeaiopsException("the credential " + credential + " is no secret of Standard Webhooks", e);
            }
        }
    }
}
