package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.chat.Inbox;

@Tag("slow")
class InboxRetentionTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(30);

    private final WireServer server = WireServer.start();
    private final MongoInbox inbox = new MongoInbox(server.database());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_dealt_with_is_forgotten_in_time_and_what_was_given_up_stays() {
        Instant old = NOW.minus(KEPT).minusSeconds(1);
        keep("old", Inbox.State.DONE, old);
        keep("given-up", Inbox.State.DEAD, old);
        keep("young", Inbox.State.DONE, NOW.minus(KEPT));

        long deleted = new MongoHistory(server.database()).delete("inbound", NOW.minus(KEPT), NOW);

        assertThat(deleted).isOne();

        assertThat(inbox.find("old")).isEmpty();
        assertThat(inbox.find("given-up")).isPresent();
        assertThat(inbox.find("young")).isPresent();
    }

    private void keep(String id, Inbox.State state, Instant at) {
        inbox.keep(new Inbox.Entry(id, "Lark", "bot", "message", state, "", new byte[] {1}, at));
    }
}
