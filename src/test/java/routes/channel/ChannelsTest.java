package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.bot.Credential;
import routes.fakes.SampleEvent;
import routes.kits.ChannelRoute;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.subscription.Subscription;

/** Where a notice goes: to the route of its channel, and what becomes of one whose route is not there. */
@Tag("slow")
class ChannelsTest {
    private static final Channel PAGER = new Channel() {
        @Override
        public String type() {
            return "Pager";
        }

        @Override
        public List<Credential> credentials() {
            return List.of();
        }
    };

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Channels channels = new Channels(() -> List.of(PAGER));

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_notice_goes_to_the_route_that_is_named_for_its_channel() {
        context.getEndpoint("direct://channel-pager");

        Exchange exchange = routed("Pager");

        assertThat(exchange.getProperty("channelRoute")).isEqualTo("channel-pager");
        assertThat(Outbound.result(exchange)).isEmpty();
    }

    @Test
    void a_channel_whose_route_was_refused_or_is_not_loaded_yet_keeps_its_notices() {
        Exchange exchange = routed("Pager");

        assertThat(Outbound.result(exchange)).hasValueSatisfying(result -> assertThat(result)
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(FailureReason.NOT_CONFIGURED)));
    }

    @Test
    void nothing_is_known_of_a_channel_that_is_not_registered() {
        Exchange exchange = routed("Carrier-Pigeon");

        assertThat(exchange.getProperty("channelRoute")).isNull();
        assertThat(Outbound.result(exchange)).isEmpty();
    }

    private Exchange routed(String channel) {
        Exchange exchange = new DefaultExchange(context);
        Outbound.begin(
                exchange,
                ChannelRoute.notice(
                        SampleEvent.anEvent().build(), new Subscription.Target(channel, "ops", null, null)));
        channels.route(exchange);
        return exchange;
    }
}
