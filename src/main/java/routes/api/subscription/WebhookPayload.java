package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.subscription.WebhookFormat;

/** The webhook of a subscription as a caller writes it, with its secrets in plain text: its text shows none of it. */
@JsonNaming(SnakeCaseStrategy.class)
record WebhookPayload(
        @Nullable Boolean enableWebhook,
        @Nullable String webhookEndpoint,
        @Nullable Map<String, String> webhookHeaders,
        @Nullable WebhookFormat webhookFormat,
        @Nullable String webhookSecret,
        @Nullable Integer webhookSecretOverlapSeconds) {
    /** Its fields, which no record takes as they stand. */
    static final List<String> FIELDS = List.of(
            "enable_webhook",
            "webhook_endpoint",
            "webhook_headers",
            "webhook_format",
            "webhook_secret",
            "webhook_secret_previous",
            "webhook_secret_previous_until",
            "webhook_secret_overlap_seconds");

    WebhookPayload {
        webhookEndpoint = WebhookFields.endpoint(webhookEndpoint);
        webhookHeaders = WebhookFields.headers(webhookHeaders);
        webhookSecret = WebhookFields.signingSecret(webhookSecret);
    }

    @Override
    public String toString() {
        return "WebhookPayload";
    }
}
