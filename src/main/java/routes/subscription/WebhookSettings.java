package routes.subscription;

import java.util.Map;
import java.util.Optional;
import routes.security.Secret;

/**
 * How notices of one subscription are posted.
 *
 * @param signingSecret in the form {@code whsec_…}; absent in the legacy format
 */
public record WebhookSettings(
        String url, Map<String, Secret> headers, WebhookFormat format, Optional<Secret> signingSecret) {
    public WebhookSettings {
        headers = Map.copyOf(headers);
    }
}
