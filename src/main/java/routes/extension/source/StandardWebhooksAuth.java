package routes.extension.source;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

/** The Standard Webhooks scheme, checked by its library, which takes five minutes of difference. */
public record StandardWebhooksAuth() implements SourceAuth {
    private static final List<String> SIGNED = List.of("webhook-id", "webhook-timestamp", "webhook-signature");

    @Override
    public String setting() {
        return "secret";
    }

    @Override
    public boolean configured(SourceSecrets secrets) {
        return !secrets.signingSecrets().isEmpty();
    }

    @Override
    public void require(ApiRequest request, SourceSecrets secrets) {
        Map<String, List<String>> headers = SIGNED.stream()
                .flatMap(name -> request.header(name).stream().map(value -> Map.entry(name, List.of(value))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String body = new String(request.body(), StandardCharsets.UTF_8);
        boolean valid = secrets.signingSecrets().stream()
                .map(secret -> verified(secret, body, headers))
                .reduce(false, Boolean::logicalOr);
        if (!valid) {
            throw RefusedRequest.of(
                    ErrorCode.UNAUTHENTICATED,
                    "the headers " + String.join(", ", SIGNED) + " do not sign this body now");
        }
    }

    private static boolean verified(String secret, String body, Map<String, List<String>> headers) {
        try {
            new Webhook(secret).verify(body, headers);
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException | IllegalArgumentException e) {
            return false;
        }
    }
}
