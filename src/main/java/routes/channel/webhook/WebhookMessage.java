package routes.channel.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.error.VeaiopsException;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.json.Json;
import routes.notice.Notice;
import routes.security.Secret;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookSettings;

/**
 * What is posted for one notice.
 *
 * @param headers names as they go out; a header of the subscription wins over ours
 */
public record WebhookMessage(String url, Map<String, String> headers, byte[] body) {
    /** The reference escapes what is not ASCII. */
    private static final ObjectWriter LEGACY = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final String EVENT_PATH = "/apis/v1/manager/event-center/event/";

    /** Builds the message. @param publicUrl where people reach this system, without a slash at the end */
    public static WebhookMessage of(Notice notice, WebhookSettings settings, String publicUrl, Instant now) {
        byte[] body = settings.format() == WebhookFormat.EVENT_V1
                ? Json.bytes(EventV1.of(notice, publicUrl))
                : legacy(notice.event().rawData());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("Agent-Type", notice.event().agentType());
        headers.put("X-Request-ID", notice.id());
        headers.put("X-Correlation-ID", notice.event().id());
        headers.put("webhook-id", notice.id());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        settings.signingSecret()
                .ifPresent(secret -> headers.put("webhook-signature", signature(secret, notice.id(), now, body)));
        settings.headers().forEach((name, value) -> replace(headers, name, value.reveal()));
        return new WebhookMessage(settings.url(), headers, body);
    }

    private static void replace(Map<String, String> headers, String name, String value) {
        headers.remove(name);
        headers.put(name, value);
    }

    private static byte[] legacy(JsonNode raw) {
        try {
            return LEGACY.writeValueAsBytes(raw);
        } catch (JsonProcessingException e) {
            throw new VeaiopsException("raw data cannot be written as JSON", e);
        }
    }

    private static String signature(Secret secret, String id, Instant now, byte[] body) {
        try {
            return new Webhook(secret.reveal())
                    .sign(id, now.getEpochSecond(), new String(body, StandardCharsets.UTF_8));
        } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException e) {
            throw new VeaiopsException("the signing secret of the webhook cannot be used", e);
        }
    }

    /** The versioned body {@code event.v1}; fields are only ever added ({@code schemas/webhook.event.v1.schema.json}). */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventV1(
            String version,
            String noticeId,
            String eventId,
            long revision,
            String transition,
            Level level,
            EventState state,
            String title,
            String summary,
            Map<String, String> labels,
            List<String> project,
            List<String> product,
            List<String> customer,
            List<String> region,
            String source,
            String agentType,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            @Nullable Instant resolvedAt,
            Map<String, String> links,
            JsonNode raw) {

        static EventV1 of(Notice notice, String publicUrl) {
            PublishedEvent event = notice.event();
            return new EventV1(
                    "event.v1",
                    notice.id(),
                    event.id(),
                    event.revision(),
                    event.transition(),
                    event.eventLevel(),
                    event.state(),
                    event.title(),
                    event.summary(),
                    event.labels(),
                    event.project(),
                    event.product(),
                    event.customer(),
                    event.region(),
                    event.source(),
                    event.agentType(),
                    event.count(),
                    event.firstSeen(),
                    event.lastSeen(),
                    event.resolvedAt(),
                    Map.of(
                            "event",
                            publicUrl + EVENT_PATH + event.id(),
                            "trace",
                            publicUrl + EVENT_PATH + event.id() + "/trace"),
                    event.rawData());
        }
    }
}
