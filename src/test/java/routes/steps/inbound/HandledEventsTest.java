package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.chat.Inbox.Entry;
import routes.channel.chat.Inbox.State;
import routes.store.MongoInbox;
import routes.store.WireServer;

/** The repository of handled events over the store. */
@Tag("slow")
class HandledEventsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final WireServer server = WireServer.start();
    private final MongoInbox inbox = new MongoInbox(server.database());
    private final HandledEvents events = new HandledEvents(inbox, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_key_is_added_once_and_is_there_afterwards() {
        assertThat(events.contains("e1")).isFalse();

        assertThat(events.add("e1")).isTrue();
        assertThat(events.add("e1")).isFalse();

        assertThat(events.contains("e1")).isTrue();
        assertThat(events.confirm("e1")).isTrue();
        assertThat(events.contains("e2")).isFalse();
    }

    @Test
    void a_handled_event_keeps_what_its_step_stored() {
        inbox.keep(entry("e1", State.DONE));

        assertThat(events.add("e1")).as("the end of the exchange").isFalse();

        assertThat(inbox.find("e1"))
                .hasValueSatisfying(kept -> assertThat(kept.channel()).isEqualTo("Lark"));
    }

    @Test
    void a_dead_event_is_not_in_the_repository_until_its_replay_is_handled() {
        inbox.keep(entry("e1", State.DEAD));
        assertThat(events.contains("e1")).isFalse();
        assertThat(events.remove("e1")).as("a failure leaves the dead event").isFalse();
        assertThat(inbox.find("e1"))
                .hasValueSatisfying(kept -> assertThat(kept.state()).isEqualTo(State.DEAD));

        assertThat(events.add("e1")).isTrue();

        assertThat(events.contains("e1")).isTrue();
    }

    @Test
    void an_unknown_event_is_handled_and_stays_whole() {
        inbox.keep(entry("e1", State.UNKNOWN));

        assertThat(events.contains("e1")).isTrue();
        assertThat(events.add("e1")).isFalse();
        assertThat(events.remove("e1")).isFalse();

        assertThat(inbox.find("e1")).hasValueSatisfying(kept -> {
            assertThat(kept.state()).isEqualTo(State.UNKNOWN);
            assertThat(kept.value()).containsExactly(1);
        });
    }

    @Test
    void a_key_that_a_failed_route_removes_is_new_again() {
        events.add("e1");

        assertThat(events.remove("e1")).isTrue();

        assertThat(events.contains("e1")).isFalse();
    }

    @Test
    void without_the_store_no_method_answers() {
        server.takeAway();

        assertThatThrownBy(() -> events.contains("e1")).isInstanceOf(MongoException.class);
        assertThatThrownBy(() -> events.add("e1")).isInstanceOf(MongoException.class);
    }

    @Test
    void the_repository_cannot_be_cleared() {
        assertThatThrownBy(events::clear).hasMessageContaining("veaiops.inbound.keep-days");
    }

    private static Entry entry(String id, State state) {
        return new Entry(id, "Lark", "bot", "message", state, "", new byte[] {1}, NOW);
    }
}
