package routes.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fakes.FakeSlackSockets;

/** Slack's own SDK as a client of the fake that the hub's connections are tested with: it is as faithful as that. */
@Tag("slow")
class SlackSocketSdkTest {
    @Test
    void the_sdk_takes_events_and_clicks_and_acknowledges_them() throws Exception {
        FakeSlackSockets fake = new FakeSlackSockets(Clock.systemUTC(), "xapp-1");
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(fake.api() + "/");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Slack slack = Slack.getInstance(config);
                SocketModeClient client = slack.socketMode("xapp-1", SocketModeClient.Backend.JavaWebSocket)) {
            client.addEventsApiEnvelopeListener(envelope -> {
                heard.add(
                        envelope.getPayload().getAsJsonObject().get("event_id").getAsString());
                acknowledge(client, envelope.getEnvelopeId());
            });
            client.addInteractiveEnvelopeListener(envelope -> acknowledge(client, envelope.getEnvelopeId()));
            client.connect();

            fake.event("env-1", "{\"api_app_id\":\"A1\",\"type\":\"event_callback\",\"event_id\":\"Ev1\"}");
            fake.click("env-2", "{\"api_app_id\":\"A1\",\"type\":\"block_actions\",\"actions\":[]}");

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> fake.acknowledged()
                    .containsAll(List.of("env-1", "env-2")));
            assertThat(heard).containsExactly("Ev1");
        } finally {
            fake.shut();
        }
    }

    private static void acknowledge(SocketModeClient client, String envelopeId) {
        client.sendSocketModeResponse(
                AckResponse.builder().envelopeId(envelopeId).build());
    }
}
