package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Level;

class NoticeQueuedTest {
    private static final String ID = "0123456789abcdef01234567";

    @Test
    void a_record_comes_back_as_it_was_written() {
        NoticeQueued queued = new NoticeQueued(ID, ID, Level.P0, Instant.parse("2026-11-23T10:00:00.123Z"));

        assertThat(NoticeQueued.parse(queued.text())).contains(queued);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ID,
                "x " + ID + " P0 1",
                ID + " " + ID + " P9 1",
                ID + " " + ID + " P0 soon",
                ID + " " + ID + " P0 1 2"
            })
    void anything_else_is_no_record_of_a_notice(String text) {
        assertThat(NoticeQueued.parse(text)).isEmpty();
    }

    @Property(tries = 1000)
    void no_text_breaks_the_reader(@ForAll String text) {
        assertThat(NoticeQueued.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Webhook https://hooks.example:8443/a?key=1, hooks.example:8443",
        "Webhook http://127.0.0.1:9099/, 127.0.0.1:9099",
        "Lark oc_1, Lark",
        "Webhook not a url, Webhook"
    })
    void webhooks_break_by_host_and_chats_by_platform(String target, String together) {
        assertThat(HostOf.target(target)).isEqualTo(together);
    }
}
