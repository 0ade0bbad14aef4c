package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookSettings;

/** A signing secret that is replaced while receivers still hold the one before it. */
class WebhookRotationTest {
    private static final Instant NOW = Clock.systemUTC().instant();
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_" + "Q".repeat(32);

    @Test
    void receivers_with_either_secret_accept_the_message_during_the_overlap() throws Exception {
        WebhookMessage message = message(NOW.plusSeconds(1));

        new Webhook(NEW).verify(text(message), headers(message));
        new Webhook(OLD).verify(text(message), headers(message));
        assertThat(message.headers().get("webhook-signature").split(" ")).hasSize(2);
    }

    @Test
    void after_the_overlap_the_message_is_what_it_was_without() {
        WebhookMessage message = message(NOW);

        assertThat(message.headers()).isEqualTo(message(Optional.empty()).headers());
        assertThat(message.headers().get("webhook-signature").split(" ")).hasSize(1);
    }

    private static WebhookMessage message(Instant until) {
        return message(Optional.of(new WebhookSettings.Previous(Secret.of(OLD), until)));
    }

    private static WebhookMessage message(Optional<WebhookSettings.Previous> previous) {
        WebhookSettings settings = new WebhookSettings(
                "https://hook.example/x", Map.of(), WebhookFormat.EVENT_V1, Optional.of(Secret.of(NEW)), previous);
        return WebhookMessage.of(
                WebhookMessageSchemaTest.notice(NOW),
                settings,
                new WebhookMessage.Writing("https://veaiops.example", Notice::id),
                NOW);
    }

    private static String text(WebhookMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    private static HttpHeaders headers(WebhookMessage message) {
        return HttpHeaders.of(
                message.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }
}
