package routes.steps.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.channel.EventTypes;
import routes.channel.socket.NoSocket;
import routes.channel.socket.SocketFrame;
import routes.fakes.FakeDingTalkSockets;
import routes.fakes.FakeLarkSockets;
import routes.fakes.FakeSlackSockets;
import routes.fakes.FakeSocketPlatform;

/** Platforms that the hub connects to: nothing is acknowledged before it is durable, and nothing that is sent gets lost. */
@Tag("slow")
class SocketsTest {
    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    private static List<String> names(String prefix, int many) {
        return IntStream.range(0, many).mapToObj(number -> prefix + number).toList();
    }

    @ParameterizedTest
    @EnumSource
    void events_are_kept_as_if_they_had_been_posted_and_then_acknowledged(SocketPlatform platform) throws Exception {
        FakeSocketPlatform fake = platform.fake();
        try (Sockets hub = new Sockets(platform.made(fake), platform.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            IntStream.range(0, 5).forEach(number -> platform.send(fake, number));

            soon().until(() -> fake.acknowledged().size() == 5);
            assertThat(hub.ids()).isEqualTo(names("E", 5));
            assertThat(hub.kept().get(0).header().eventType()).isEqualTo(EventTypes.MESSAGE);
            assertThat(fake.acknowledged()).isEqualTo(names("env-", 5));
        } finally {
            fake.shut();
        }
        assertThat(fake.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void what_could_not_be_kept_is_not_acknowledged_and_comes_again(SocketPlatform platform) throws Exception {
        FakeSocketPlatform fake = platform.fake();
        try (Sockets hub = new Sockets(platform.made(fake), platform.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);
            hub.away(true);

            platform.send(fake, 0);

            soon().until(() -> fake.opened() >= 3);
            assertThat(fake.acknowledged()).isEmpty();
            hub.away(false);
            soon().until(() -> !fake.acknowledged().isEmpty());
            assertThat(hub.ids()).containsOnly("E0");
        } finally {
            fake.shut();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connections_that_break_again_and_again_lose_nothing(SocketPlatform platform) throws Exception {
        FakeSocketPlatform fake = platform.fake();
        try (Sockets hub = new Sockets(platform.made(fake), platform.bot("s-1"))) {
            for (int number = 0; number < 12; number++) {
                platform.send(fake, number);
                if (number % 4 == 3) {
                    fake.cut();
                    soon().until(() -> fake.open() == 1);
                }
            }

            soon().until(() -> Stream.of(names("env-", 12).toArray()).allMatch(fake.acknowledged()::contains));
            assertThat(hub.ids()).containsAll(names("E", 12));
        } finally {
            fake.shut();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bot_that_is_gone_or_has_other_credentials_keeps_no_connection(SocketPlatform platform) throws Exception {
        FakeSocketPlatform fake = platform.fake();
        try (Sockets hub = new Sockets(platform.made(fake), platform.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            hub.bots();
            soon().until(() -> fake.open() == 0);
            hub.bots(platform.bot("s-wrong"));
            soon().until(() -> fake.calls().size() >= 3);
            assertThat(fake.opened()).isEqualTo(1);
            hub.bots(platform.bot("s-1"));
            soon().until(() -> fake.open() == 1);
        } finally {
            fake.shut();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SLACK", "DING_TALK"})
    void a_platform_that_says_goodbye_gets_the_next_connection_before_the_old_one_ends(SocketPlatform platform)
            throws Exception {
        FakeSocketPlatform fake = platform.fake();
        try (Sockets hub = new Sockets(platform.made(fake), platform.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            fake.renew();

            soon().until(() -> fake.opened() == 2 && fake.open() == 1);
            assertThat(fake.most()).isEqualTo(2);
            platform.send(fake, 1);
            soon().until(() -> fake.acknowledged().contains("env-1"));
            assertThat(hub.ids()).containsExactly("E1");
        } finally {
            fake.shut();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_names_what_to_check_and_no_secret(SocketPlatform platform) throws Exception {
        FakeSocketPlatform fake = platform.fake();
        try {
            var mode = platform.made(fake).with(null).socketMode().orElseThrow();

            assertThatThrownBy(() -> mode.open(platform.bot("s-wrong")))
                    .isInstanceOf(NoSocket.class)
                    .hasMessageContaining("check")
                    .hasMessageNotContaining("wrong");
        } finally {
            fake.shut();
        }
    }

    @Test
    void an_event_of_dingtalk_takes_its_name_from_the_headers_and_a_ping_is_answered() throws Exception {
        FakeDingTalkSockets fake = (FakeDingTalkSockets) SocketPlatform.DING_TALK.fake();
        try (Sockets hub = new Sockets(SocketPlatform.DING_TALK.made(fake), SocketPlatform.DING_TALK.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            fake.event("m1", "chat_update_title", "{\"openConversationId\":\"cid1\",\"title\":\"Ops\"}");
            fake.card("m2", "{\"type\":\"actionCallback\",\"outTrackId\":\"t1\",\"userId\":\"u1\",\"content\":\"{}\"}");
            fake.ping("p1");

            soon().until(() -> fake.acknowledged().containsAll(List.of("m1", "m2", "p1")));
            assertThat(hub.kept())
                    .as("one that is not acknowledged at once may come again")
                    .extracting(event -> event.header().eventType())
                    .containsSubsequence(EventTypes.CHAT_UPDATED, EventTypes.CARD_ACTION)
                    .containsOnly(EventTypes.CHAT_UPDATED, EventTypes.CARD_ACTION);
            assertThat(hub.kept().get(0).header().eventId()).isEqualTo("e-m1");
            assertThat(hub.kept().get(0).header().chatId()).isEqualTo("cid1");
        } finally {
            fake.shut();
        }
    }

    @Test
    void an_event_of_lark_in_parts_is_put_together() throws Exception {
        FakeLarkSockets fake = (FakeLarkSockets) SocketPlatform.LARK.fake();
        try (Sockets hub = new Sockets(SocketPlatform.LARK.made(fake), SocketPlatform.LARK.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            fake.inParts(
                    "m1",
                    """
                    {"schema":"2.0","header":{"event_id":"E1","event_type":"im.message.receive_v1","app_id":"cli_1"},
                     "event":{"message":{"message_id":"om_1","chat_id":"oc_1","message_type":"text","content":"%s"}}}"""
                            .formatted("long ".repeat(200)));

            soon().until(() -> fake.acknowledged().contains("m1"));
            assertThat(hub.ids()).containsExactly("E1");
            assertThat(fake.answer("m1").path("status").asText()).isEqualTo("success");
        } finally {
            fake.shut();
        }
    }

    @Test
    void what_cannot_be_used_is_acknowledged_and_leaves_the_connection_open() throws Exception {
        FakeSlackSockets fake = (FakeSlackSockets) SocketPlatform.SLACK.fake();
        try (Sockets hub = new Sockets(SocketPlatform.SLACK.made(fake), SocketPlatform.SLACK.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            fake.event(
                    "other-app",
                    "{\"api_app_id\":\"A9\",\"type\":\"event_callback\",\"event\":{\"type\":\"message\"}}");
            fake.event("no-object", "[1]");
            SocketPlatform.SLACK.send(fake, 1);

            soon().until(() -> fake.acknowledged().containsAll(List.of("other-app", "no-object", "env-1")));
            assertThat(hub.ids()).containsExactly("E1");
            assertThat(fake.opened()).isEqualTo(1);
        } finally {
            fake.shut();
        }
    }

    @Test
    void a_platform_that_falls_silent_is_left_for_another_connection() throws Exception {
        FakeSlackSockets fake = (FakeSlackSockets) SocketPlatform.SLACK.fake();
        try (Sockets hub = new Sockets(bots -> new ImpatientSlack(fake), SocketPlatform.SLACK.bot("s-1"))) {
            soon().until(() -> fake.opened() >= 3);

            assertThat(fake.open()).isLessThanOrEqualTo(2);
            assertThat(hub.kept()).isEmpty();
        } finally {
            fake.shut();
        }
    }

    @Test
    void a_message_that_is_too_large_ends_the_connection_and_the_next_one_serves() throws Exception {
        FakeSlackSockets fake = (FakeSlackSockets) SocketPlatform.SLACK.fake();
        try (Sockets hub = new Sockets(SocketPlatform.SLACK.made(fake), SocketPlatform.SLACK.bot("s-1"))) {
            soon().until(() -> fake.open() == 1);

            fake.say(new SocketFrame(true, new byte[1_100_000]));
            soon().until(() -> fake.opened() == 2 && fake.open() == 1);
            SocketPlatform.SLACK.send(fake, 1);

            soon().until(() -> hub.ids().equals(List.of("E1")));
        } finally {
            fake.shut();
        }
    }
}
