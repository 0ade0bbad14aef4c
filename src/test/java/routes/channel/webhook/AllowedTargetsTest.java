package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.fakes.NameServer;
import routes.fakes.Sink;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** What is opened works, and only that. */
@Tag("slow")
class AllowedTargetsTest {
    private static final Map<String, String> PRIVATE = Map.of("veaiops.egress.allow-private-targets", "true");
    private static final Map<String, String> ONE_ADDRESS = Map.of("veaiops.egress.allowed-networks", "127.0.0.1/32");

    private final Sink sink = Sink.open();
    private final NameServer names = new NameServer();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void the_switch_opens_private_targets_and_no_metadata() throws Exception {
        try (WebhookRoute route = WebhookRoute.start(names, PRIVATE)) {
            assertThat(route.send(url("127.0.0.1"))).isInstanceOf(SendResult.Sent.class);
            assertThat(route.send(url("[::ffff:127.0.0.1]"))).isInstanceOf(SendResult.Sent.class);
            assertThat(route.send(url("169.254.169.254"))).isInstanceOf(SendResult.Refused.class);
            assertThat(route.send(url("[fd00:ec2::254]"))).isInstanceOf(SendResult.Refused.class);
        }

        assertThat(sink.dialled()).hasSize(2);
    }

    @Test
    void the_address_that_was_checked_is_the_one_that_is_dialled() throws Exception {
        names.answer("rebinding.example", "127.0.0.1").answer("rebinding.example", "127.0.0.2");

        try (WebhookRoute route = WebhookRoute.start(names, ONE_ADDRESS)) {
            assertThat(route.send(url("rebinding.example"))).isInstanceOf(SendResult.Sent.class);
            assertThat(names.asked()).isOne();
            assertThat(route.send(url("rebinding.example")))
                    .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                            .isEqualTo(FailureReason.FORBIDDEN_TARGET));
        }

        assertThat(sink.dialled()).containsExactly("127.0.0.1");
    }

    @Test
    void of_mixed_answers_only_the_good_ones_are_dialled() throws Exception {
        names.answer("mixed.example", "127.0.0.2", "10.0.0.1", "127.0.0.1", "127.0.0.3");

        try (WebhookRoute route = WebhookRoute.start(names, ONE_ADDRESS)) {
            assertThat(route.send(url("mixed.example"))).isInstanceOf(SendResult.Sent.class);
        }

        assertThat(sink.dialled()).containsExactly("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed_even_to_an_allowed_address(int status) throws Exception {
        try (Sink second = Sink.open();
                WebhookRoute route = WebhookRoute.start(names, ONE_ADDRESS)) {
            sink.redirect(status, "http://127.0.0.1:" + second.port() + "/");

            SendResult result = route.send(url("127.0.0.1"));

            assertThat(result).isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                    .isEqualTo(FailureReason.REDIRECT));
            assertThat(sink.dialled()).hasSize(1);
            assertThat(second.dialled()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void every_http_endpoint_shares_the_guarded_connections_and_their_limits(String component) throws Exception {
        try (WebhookRoute route = WebhookRoute.start(
                names,
                Map.of(
                        "camel.component.http.connections-per-route", "7",
                        "camel.component.http.max-total-connections", "70"))) {
            HttpComponent http = route.context().getComponent(component, HttpComponent.class);

            assertThat(http.isRedirectHandlingDisabled()).isTrue();
            assertThat(http.isUseSystemProperties()).isFalse();
            assertThat(http.getClientConnectionManager())
                    .isSameAs(route.context().getRegistry().lookupByName("guardedConnections"))
                    .isInstanceOfSatisfying(PoolingHttpClientConnectionManager.class, pool -> {
                        assertThat(pool.getDefaultMaxPerRoute()).isEqualTo(7);
                        assertThat(pool.getMaxTotal()).isEqualTo(70);
                    });
        }
    }

    private String url(String host) {
        return "http://" + host + ":" + sink.port() + "/hook";
    }
}
