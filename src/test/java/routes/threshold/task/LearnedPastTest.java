package routes.threshold.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.datasource.SeriesRange;
import routes.datasource.TimeSeries;

/** What people said and what our own rules raised, brought together. */
class LearnedPastTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final SeriesRange WEEK = new SeriesRange(START, START.plus(Duration.ofDays(7)));
    private static final TimeSeries SERIES =
            TimeSeries.of("cpu", Map.of("host", "a"), new long[] {1}, new double[] {1});
    private static final Set<String> KEY = Set.of("cpu|host=a");

    private final List<RuleEvent> events = new ArrayList<>();
    private final List<HistoryFeedback> said = new ArrayList<>();

    @Test
    void an_incident_of_our_own_is_left_out_with_the_points_before_its_alarm() {
        event(60, 90);

        LearnedPast past = past();

        assertThat(past.stretches()).singleElement().satisfies(stretch -> {
            assertThat(stretch.range().start()).isEqualTo(minute(50));
            assertThat(stretch.range().end()).isEqualTo(minute(90));
            assertThat(stretch.eventId()).isEqualTo("e60");
        });
        assertThat(past.text()).isEqualTo("1 incident of our own left out");
        assertThat(past.known().incidents()).hasSize(1);
    }

    /** Minutes; an end of -1: it goes on. */
    @ParameterizedTest
    @CsvSource({
        "60, 90, 200, 210, 2", // one after the other
        "60, 90, 80, 120, 1", // the rules of both sides saw the same
        "60, 90, 95, 120, 1", // and so did the rule of the next block of the day
        "60, 1600, 2000, 2010, 1", // more than a day is a new level
        "60, -1, 2000, 2010, 1", // and so is what goes on
        "9900, -1, 60, 70, 2" // unless it has just begun
    })
    void own_incidents_are_counted(int from, int to, int nextFrom, int nextTo, int counted) {
        event(from, to);
        event(nextFrom, nextTo);
        events.sort(java.util.Comparator.comparing(RuleEvent::start));

        assertThat(past().known().incidents()).hasSize(counted);
    }

    @Test
    void incidents_of_other_series_do_not_count() {
        events.add(new RuleEvent("e", "ds", Set.of("cpu|host=b"), Map.of(), at(60), at(90)));
        events.add(new RuleEvent("f", "ds", Set.of(), Map.of("host", "b"), at(60), at(90)));
        assertThat(past().isEmpty()).isTrue();

        events.add(new RuleEvent("g", "ds", Set.of(), Map.of("host", "a", "level", "P1"), at(60), at(90)));
        assertThat(past().stretches()).extracting(LearnedPast.Stretch::eventId).containsExactly("g");
    }

    @Test
    void what_comes_too_often_is_how_the_series_is_until_people_say_that_it_was_wrong() {
        for (int i = 0; i < 40; i++) {
            event(240 * i, 240 * i + 60);
        }
        assertThat(past().known().incidents()).isEmpty();
        assertThat(past().text()).contains("count as normal");

        events.forEach(event -> said.add(feedback(HistoryFeedback.Kind.INCIDENT, event)));
        assertThat(past().known().incidents()).hasSize(40);
        assertThat(past().text()).isEqualTo("40 reported incidents left out");
    }

    /** Said one after the other of overlapping times. */
    @ParameterizedTest
    @CsvSource({
        "INCIDENT, , 1, 0, 0",
        "NORMAL, , 0, 0, 1",
        "EXCLUDE, , 1, 1, 0",
        "INCIDENT, INCIDENT, 1, 0, 0",
        "INCIDENT, NORMAL, 0, 0, 1",
        "NORMAL, INCIDENT, 1, 0, 0",
        "EXCLUDE, NORMAL, 0, 1, 1",
        "NORMAL, EXCLUDE, 1, 1, 0",
        "EXCLUDE, INCIDENT, 1, 1, 0",
        "INCIDENT, EXCLUDE, 1, 1, 0"
    })
    void the_latest_words_count(
            HistoryFeedback.Kind first, HistoryFeedback.Kind then, int incidents, int excluded, int normal) {
        event(60, 90);
        said.add(feedback(first, 70, 100));
        if (then != null) {
            said.add(feedback(then, 80, 120));
        }
        Collections.reverse(said);

        LearnedPast past = past();

        assertThat(past.known().incidents()).hasSize(incidents);
        assertThat(past.known().excluded()).hasSize(excluded);
        assertThat(past.known().normal()).hasSize(normal);
    }

    @Test
    void words_about_an_event_go_as_far_as_the_event_went_in_the_end() {
        event(60, 90);
        said.add(new HistoryFeedback(
                "f", "ds", HistoryFeedback.Kind.NORMAL, KEY, at(60), null, "e60", "ann", "", at(70)));

        LearnedPast past = past();

        assertThat(past.known().incidents()).isEmpty();
        assertThat(past.known().normal()).singleElement().satisfies(range -> {
            assertThat(range.start()).isEqualTo(minute(50));
            assertThat(range.end()).isEqualTo(minute(90));
        });
    }

    @Test
    void words_about_another_series_do_not_count() {
        said.add(new HistoryFeedback(
                "f",
                "ds",
                HistoryFeedback.Kind.EXCLUDE,
                Set.of("cpu|host=b"),
                at(60),
                at(90),
                null,
                "ann",
                "",
                at(91)));

        assertThat(past().isEmpty()).isTrue();
    }

    private LearnedPast past() {
        return LearnedPast.of(SERIES, new LearnedPast.Sources(events, said, WEEK, Duration.ofMinutes(1)));
    }

    private void event(int from, int to) {
        events.add(new RuleEvent("e" + from, "ds", KEY, Map.of(), at(from), to < 0 ? null : at(to)));
    }

    private static HistoryFeedback feedback(HistoryFeedback.Kind kind, int from, int to) {
        return new HistoryFeedback("f" + from, "ds", kind, Set.of(), at(from), at(to), null, "ann", "", at(to));
    }

    private static HistoryFeedback feedback(HistoryFeedback.Kind kind, RuleEvent about) {
        return new HistoryFeedback(
                "f" + about.id(), "ds", kind, KEY, about.start(), about.end(), about.id(), "ann", "", about.start());
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static long minute(int minute) {
        return at(minute).getEpochSecond();
    }
}
