package routes.api.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.common.security.HeaderNames;
import routes.common.security.SigningSecrets;

/** What the webhook fields of a subscription must be. */
final class WebhookFields {
    /** Stands for a value that is stored and not shown. */
    static final String HIDDEN = "***";

    private static final int HIGHEST_PORT = 65_535;
    /** MongoDB gives these a meaning in field names. */
    private static final Pattern UNSTORABLE = Pattern.compile("[.$]");

    private WebhookFields() {}

    static @Nullable String endpoint(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isBlank()) {
            return null;
        }
        try {
            URI uri = new URI(endpoint);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean usable = http && uri.getHost() != null && uri.getPort() <= HIGHEST_PORT;
            if (usable && uri.getRawUserInfo() == null) {
                return endpoint;
            }
        } catch (URISyntaxException expected) {
            throw unusable();
        }
        throw unusable();
    }

    static @Nullable Map<String, String> headers(@Nullable Map<String, String> headers) {
        if (headers == null) {
            return null;
        }
        headers.forEach(WebhookFields::header);
        return new LinkedHashMap<>(headers);
    }

    /** Null and {@code ***} mean: keep what is stored. */
    static @Nullable String signingSecret(@Nullable String secret) {
        if (secret == null || secret.equals(HIDDEN)) {
            return null;
        }
        if (!SigningSecrets.valid(secret)) {
            throw RefusedRequest.invalid(
                    "webhook_secret", "webhook_secret must be whsec_ and the base64 of 24 to 64 bytes");
        }
        return secret;
    }

    private static void header(String name, @Nullable String value) {
        String field = "webhook_headers." + name;
        if (!HeaderNames.token(name) || UNSTORABLE.matcher(name).find()) {
            throw RefusedRequest.invalid("webhook_headers", "webhook_headers has a name that no header may have");
        }
        HeaderNames.problem(name).ifPresent(problem -> {
            throw RefusedRequest.invalid(field, field + " " + problem);
        });
        String text = Require.present(field, value);
        if (Require.hasControlCharacters(text)) {
            throw RefusedRequest.invalid(field, field + " has a value that no header may have");
        }
    }

    private static RefusedRequest unusable() {
        return RefusedRequest.invalid(
                "webhook_endpoint", "webhook_endpoint must be an absolute http or https URL without user and password");
    }
}
