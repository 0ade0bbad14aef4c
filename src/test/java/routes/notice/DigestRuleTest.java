package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Level;

class DigestRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20/1m         | PT10M | 200",
                "5/1s,100/1m   | PT10M | 1000",
                "100/1h        | PT10M | 100",
                "1/1s          | PT1S  | 1",
            })
    void a_target_takes_what_its_tightest_limit_takes(String rates, Duration within, int capacity) {
        assertThat(DigestRule.capacity(Rate.list(rates), within)).isEqualTo(capacity);
    }

    @Test
    void without_a_limit_no_backlog_is_too_long() {
        assertThat(DigestRule.capacity(List.of(), Duration.ofMinutes(10))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void a_backlog_that_fits_stays_as_it_is() {
        assertThat(DigestRule.overflow(List.of(queued(1, Level.P2, 0), queued(2, Level.P2, 0)), 2))
                .isEmpty();
    }

    @Test
    void the_worst_and_of_a_level_the_oldest_stay_single_and_one_place_is_for_the_digest() {
        List<NoticeQueued> waiting = List.of(
                queued(1, Level.P2, 1),
                queued(2, Level.P1, 3),
                queued(3, Level.P0, 9),
                queued(4, Level.P1, 2),
                queued(5, Level.P2, 5));

        assertThat(DigestRule.overflow(waiting, 3))
                .extracting(NoticeQueued::eventId)
                .containsExactlyInAnyOrder("e2", "e1", "e5");
    }

    @Test
    void the_worst_level_is_folded_only_when_it_alone_is_too_much() {
        List<NoticeQueued> worst =
                List.of(queued(1, Level.P0, 1), queued(2, Level.P0, 2), queued(3, Level.P0, 3), queued(4, Level.P2, 0));

        assertThat(DigestRule.overflow(worst, 3))
                .extracting(NoticeQueued::eventId)
                .containsExactly("e3", "e4");
    }

    @Test
    void the_notices_of_one_event_go_the_same_way() {
        NoticeQueued opened = queued(1, Level.P2, 0);
        NoticeQueued worse = new NoticeQueued("n1b", "e1", Level.P0, NOW.plusSeconds(5));

        assertThat(DigestRule.overflow(List.of(opened, worse, queued(2, Level.P1, 1), queued(3, Level.P1, 2)), 3))
                .extracting(NoticeQueued::eventId)
                .containsExactly("e2", "e3");
    }

    @RepeatedTest(50)
    void whatever_waits_nothing_better_is_sent_alone_while_something_worse_is_folded(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<NoticeQueued> waiting = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(200); i++) {
            waiting.add(queued(i, Level.values()[random.nextInt(3)], random.nextInt(100)));
        }
        int capacity = 1 + random.nextInt(100);

        Set<NoticeQueued> folded = new HashSet<>(DigestRule.overflow(waiting, capacity));

        List<NoticeQueued> single =
                waiting.stream().filter(queued -> !folded.contains(queued)).toList();
        assertThat(single).hasSizeLessThanOrEqualTo(capacity);
        Map<Boolean, Level> edge = new HashMap<>();
        single.forEach(queued -> edge.merge(true, queued.level(), (one, two) -> one.compareTo(two) > 0 ? one : two));
        folded.forEach(queued -> edge.merge(false, queued.level(), (one, two) -> one.compareTo(two) < 0 ? one : two));
        if (edge.size() == 2) {
            assertThat(edge.get(true)).isLessThanOrEqualTo(edge.get(false));
        }
    }

    private static NoticeQueued queued(int number, Level level, int second) {
        return new NoticeQueued("n" + number, "e" + number, level, NOW.plusSeconds(second));
    }
}
