package routes.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookSettings;

/**
 * What is posted for one notice.
 *
 * @param headers names as they go out; a header of the subscription wins over ours
 */
public record WebhookMessage(String url, Map<String, String> headers, byte[] body) {
    /** VeAIOps escapes what is not ASCII. */
    private static final ObjectWriter LEGACY = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /** Writes bodies. @param publicUrl where people reach this system, without a slash at the end */
    public record Writing(String publicUrl, Function<Notice, String> text) {
        byte[] body(Notice notice, WebhookFormat format) {
            return switch (format) {
                case TEXT -> text.apply(notice).getBytes(StandardCharsets.UTF_8);
                case LEGACY -> notice.bundle().isPresent()
                        ? eventV1(notice)
                        : legacy(notice.event().rawData());
                case EVENT_V1 -> eventV1(notice);
            };
        }

        private byte[] eventV1(Notice notice) {
            return Json.bytes(EventV1.of(notice, new EventLinks(publicUrl)));
        }
    }

    /** Builds the message. */
    public static WebhookMessage of(Notice notice, WebhookSettings settings, Writing writing, Instant now) {
        byte[] body = writing.body(notice, settings.format());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(
                "Content-Type",
                settings.format() == WebhookFormat.TEXT ? "text/plain; charset=utf-8" : "application/json");
        headers.put("Agent-Type", notice.event().agentType());
        headers.put("X-Request-ID", notice.id());
        headers.put("X-Correlation-ID", notice.event().id());
        headers.put("webhook-id", notice.id());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        String signatures = settings.signingSecrets(now).stream()
                .map(secret -> signature(secret, notice.id(), now, body))
                .collect(Collectors.joining(" "));
        if (!signatures.isEmpty()) {
            headers.put("webhook-signature", signatures);
        }
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
}
