package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import routes.channel.Outbound;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.WebhookSettings;

/** What the channel makes of an answer that the HTTP component left in the exchange. */
class WebhookSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    /** An answer is judged without the subscription. */
    private static final Function<String, Optional<WebhookSettings>> NEVER_ASKED = id -> Optional.empty();

    private final WebhookSender channel = new WebhookSender(
            NEVER_ASKED,
            ReceiptRegistry.load(Optional.empty()).of("webhook"),
            new WebhookMessage.Writing("http://here", Notice::id),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_2xx_is_a_delivery_under_our_own_id() {
        Exchange exchange = answered(204);

        channel.judge(exchange);

        assertThat(Outbound.result(exchange)).hasValueSatisfying(result -> assertThat(result)
                .isInstanceOfSatisfying(SendResult.Sent.class, sent -> assertThat(sent.ids())
                        .containsExactly(Outbound.notice(exchange).id())));
    }

    @Test
    void the_time_that_the_target_names_is_kept_with_a_remedy() {
        Exchange exchange = answered(429);
        exchange.getMessage().setHeader("Retry-After", "7");

        channel.judge(exchange);

        assertThat(Outbound.result(exchange)).hasValueSatisfying(result -> assertThat(result)
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
                    assertThat(later.reason()).isEqualTo(FailureReason.THROTTLED);
                    assertThat(later.askedToWait()).hasValue(Duration.ofSeconds(7));
                    assertThat(later.said().remedy()).contains("asks for patience");
                }));
    }

    @Test
    void an_answer_without_a_status_is_no_delivery() {
        Exchange exchange = answered(null);

        channel.judge(exchange);

        assertThat(Outbound.result(exchange))
                .hasValueSatisfying(result -> assertThat(result).isInstanceOf(SendResult.TryLater.class));
    }

    private static Exchange answered(Integer status) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Outbound.begin(exchange, WebhookMessageSchemaTest.notice(NOW));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        return exchange;
    }
}
