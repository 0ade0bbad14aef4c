package routes.api.subscription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.common.security.HeaderNames;
import routes.common.security.SigningSecrets;
import routes.common.security.WebAddress;

/** What the webhook fields of a subscription must be. */
final class WebhookFields {
    /** Stands for a value that is stored and not shown. */
    static final String HIDDEN = "***";

    /** MongoDB gives these a meaning in field names. */
    private static final Pattern UNSTORABLE = Pattern.compile("[.$]");

    private WebhookFields() {}

    static @Nullable String endpoint(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isBlank()) {
            return null;
        }
        WebAddress address = WebAddress.parse(endpoint)
                .orElseThrow(
                        () -> RefusedRequest.invalid(
                                "webhook_endpoint",
                                "webhook_endpoint must be an absolute http or https URL with a host, and a port up to 65535 if any"));
        if (address.names()) {
            throw RefusedRequest.invalid(
                    "webhook_endpoint",
                    "webhook_endpoint must be a URL without user and password: set an Authorization header instead");
        }
        return endpoint;
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
}
