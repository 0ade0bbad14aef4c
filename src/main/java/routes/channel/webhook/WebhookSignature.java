package routes.channel.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import routes.channel.InboundPost;
import routes.common.security.Secret;

/** The Standard Webhooks scheme, version 1: several secrets and several signatures may be in use. */
final class WebhookSignature {
    /** The names of the scheme's headers, and those that senders by Svix give them. */
    private static final List<String> PREFIXES = List.of("webhook-", "svix-");

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private WebhookSignature() {}

    /** Whether any of the signatures is that of any of the secrets; each is compared in constant time. */
    static boolean fits(InboundPost post, Secret secrets) {
        List<byte[]> given = Arrays.stream(header(post, "signature").orElse("").split(" "))
                .map(signature -> signature.getBytes(StandardCharsets.UTF_8))
                .toList();
        boolean fits = false;
        for (String secret : secrets.reveal().strip().split("\\s+")) {
            byte[] expected = expected(post, secret);
            for (byte[] signature : given) {
                fits |= expected.length > 0 && MessageDigest.isEqual(expected, signature);
            }
        }
        return fits;
    }

    static Optional<String> id(InboundPost post) {
        return header(post, "id");
    }

    static Optional<String> timestamp(InboundPost post) {
        return header(post, "timestamp");
    }

    private static Optional<String> header(InboundPost post, String name) {
        return PREFIXES.stream()
                .flatMap(prefix -> post.header(prefix + name).stream())
                .findFirst();
    }

    /** Whether its time is more than five minutes off, before or after. */
    static boolean stale(InboundPost post) {
        return Math.abs(seconds(post) - post.at().getEpochSecond()) > WINDOW.toSeconds();
    }

    /** Empty when the secret or the time cannot be used. */
    private static byte[] expected(InboundPost post, String secret) {
        try {
            return new Webhook(secret)
                    .sign(id(post).orElse(""), seconds(post), new String(post.body(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static long seconds(InboundPost post) {
        String text = timestamp(post).orElse("");
        return text.matches("\\d{1,11}") ? Long.parseLong(text) : 0;
    }
}
