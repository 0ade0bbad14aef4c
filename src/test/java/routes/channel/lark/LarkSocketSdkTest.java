package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.im.ImService;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import com.lark.oapi.ws.Client;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fakes.FakeLarkSockets;

/** Lark's own SDK as a client of the fake that the hub's connections are tested with: it is as faithful as that. */
@Tag("slow")
class LarkSocketSdkTest {
    private static final String EVENT =
            """
            {"schema":"2.0","header":{"event_id":"E1","event_type":"im.message.receive_v1","app_id":"cli_1",
             "create_time":"1700000000000","token":"","tenant_key":"t1"},
             "event":{"sender":{"sender_id":{"open_id":"ou_s"},"sender_type":"user"},
                      "message":{"message_id":"%s","message_type":"text","content":"{}","chat_id":"oc_1"}}}""";

    @Test
    void the_sdk_takes_whole_events_and_such_in_parts_and_acknowledges_them() {
        FakeLarkSockets fake = new FakeLarkSockets(Clock.systemUTC(), "cli_1", "s-1");
        List<String> heard = new CopyOnWriteArrayList<>();
        try {
            new Client.Builder("cli_1", "s-1")
                    .domain(fake.url())
                    .eventHandler(keeping(heard))
                    .autoReconnect(false)
                    .build()
                    .start();

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> fake.open() == 1);
            // as the platform does: the SDK loses what comes before it knows its own connection
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        fake.event("m1", EVENT.formatted("om_1"));
                        fake.inParts("m2", EVENT.formatted("om_2"));
                        return fake.acknowledged().containsAll(List.of("m1", "m2"));
                    });
            assertThat(heard).containsOnly("om_1", "om_2");
        } finally {
            fake.shut();
        }
    }

    private static EventDispatcher keeping(List<String> heard) {
        return EventDispatcher.newBuilder("", "")
                .onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {
                    @Override
                    public void handle(P2MessageReceiveV1 event) {
                        heard.add(event.getEvent().getMessage().getMessageId());
                    }
                })
                .build();
    }
}
