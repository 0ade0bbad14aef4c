package routes.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routes.common.security.Secret;

/**
 * How notices of one subscription are posted.
 *
 * @param signingSecret in the form {@code whsec_…}; absent in the legacy format
 * @param previous the one before it, while receivers change
 */
public record WebhookSettings(
        String url,
        Map<String, Secret> headers,
        WebhookFormat format,
        Optional<Secret> signingSecret,
        Optional<Previous> previous) {
    /** A secret that was replaced, and until when messages carry its signature too. */
    public record Previous(Secret secret, Instant until) {}

    public WebhookSettings {
        headers = Map.copyOf(headers);
    }

    /** The secrets that a message is signed with, the present one first. */
    public List<Secret> signingSecrets(Instant now) {
        return Stream.concat(
                        signingSecret.stream(),
                        previous.filter(one -> now.isBefore(one.until())).map(Previous::secret).stream())
                .toList();
    }
}
