package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.event.EventStatus;

class DeliveryStatusTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SENT, DISPATCHED",
        "SENT SUPPRESSED, DISPATCHED",
        "SENT DEAD, PARTLY_FAILED",
        "SENT SKIPPED SUPPRESSED, PARTLY_FAILED",
        "DEAD SKIPPED, FAILED",
        "DEAD SUPPRESSED, FAILED",
        "SUPPRESSED SUPPRESSED, SUPPRESSED",
        "SENT PENDING, SUBSCRIBED",
        "DEAD RETRYING, SUBSCRIBED",
        "SUPPRESSED SENDING, SUBSCRIBED"
    })
    void an_event_is_sent_only_when_something_was_sent(String states, EventStatus status) {
        assertThat(DeliveryStatus.of(Arrays.stream(states.split(" "))
                        .map(NoticeState::valueOf)
                        .toList()))
                .isEqualTo(status);
    }
}
