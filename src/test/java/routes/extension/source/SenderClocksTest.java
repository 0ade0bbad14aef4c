package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlertSender.PROMETHEUS;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.event.Event;
import routes.fixtures.AlertSender;

/** What becomes of one alert through the mappings of those who send it, whatever their clocks say. */
class SenderClocksTest {
    private static final String HOST = "db-1";
    private static final Instant START = AlertStory.BEGIN;

    @ParameterizedTest
    @EnumSource(AlertSender.class)
    void an_alert_that_timed_out_and_comes_back_with_its_old_start_opens_a_new_event(AlertSender sender) {
        AlertStory story = new AlertStory();

        story.at(0, sender.firing(HOST, START, at(0)));
        story.at(6, sender.over(HOST, START, at(6)));
        story.at(11, sender.firing(HOST, START, at(11)));
        story.at(16, sender.firing(HOST, START, at(16)));

        assertThat(story.notified()).containsExactly("opened", "resolved", "opened");
        assertThat(story.states()).containsExactly("RESOLVED", "FIRING");
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertSender.class,
            names = {"ALERTMANAGER", "PROMETHEUS", "GRAFANA"})
    void an_old_message_right_after_the_recovery_changes_nothing_and_the_first_one_after_the_rest_is_believed(
            AlertSender sender) {
        AlertStory story = new AlertStory();

        story.at(0, sender.firing(HOST, START, at(0)));
        story.at(5, sender.over(HOST, START, at(5)));
        story.after(Duration.ofMinutes(5).plusSeconds(10), sender.firing(HOST, START, at(5)));

        assertThat(story.notified()).containsExactly("opened", "resolved");
        assertThat(story.states()).containsExactly("RESOLVED");

        story.at(8, sender.firing(HOST, START, at(8)));

        assertThat(story.notified()).containsExactly("opened", "resolved", "opened");
    }

    @ParameterizedTest
    @EnumSource(AlertSender.class)
    void the_next_problem_opens_an_event_at_once(AlertSender sender) {
        AlertStory story = new AlertStory();
        Instant next = at(5).plusSeconds(10);

        story.at(0, sender.firing(HOST, START, at(0)));
        story.at(5, sender.over(HOST, START, at(5)));
        story.after(Duration.between(START, next), sender.firing(HOST, next, next));

        assertThat(story.states()).containsExactly("RESOLVED", "FIRING");
    }

    @ParameterizedTest
    @ValueSource(ints = {-45, -15, 0, 15, 45})
    void while_one_of_two_replicas_goes_on_the_problem_is_there_and_the_end_of_the_last_one_ends_it(int seconds) {
        AlertStory story = new AlertStory();
        Instant other = START.plusSeconds(seconds);

        for (int minute = 1; minute <= 20; minute++) {
            story.at(
                    minute,
                    minute < 5
                            ? PROMETHEUS.firing(HOST, START, at(minute))
                            : PROMETHEUS.over(HOST, START, at(4).plusSeconds(30)));
            story.after(
                    Duration.ofMinutes(minute).plusSeconds(20),
                    PROMETHEUS.firing(HOST, other, at(minute).plusSeconds(20)));
        }

        assertThat(story.states()).endsWith("FIRING").hasSizeLessThanOrEqualTo(2);

        story.at(21, PROMETHEUS.over(HOST, other, at(21)));
        story.at(22, PROMETHEUS.over(HOST, other, at(21)));

        assertThat(story.states()).endsWith("RESOLVED").doesNotContain("FIRING").hasSizeLessThanOrEqualTo(2);
    }

    static Stream<Arguments> wrongClocks() {
        return Stream.of(AlertSender.values())
                .filter(sender -> sender != PROMETHEUS)
                .flatMap(sender -> Stream.of(-26, -14, -8, -1, 1, 5, 8, 14, 26)
                        .map(hours -> Arguments.of(sender, Duration.ofHours(hours))));
    }

    @ParameterizedTest
    @MethodSource("wrongClocks")
    void a_clock_that_is_hours_off_swallows_no_problem_and_no_recovery(AlertSender sender, Duration off) {
        AlertStory story = new AlertStory();

        for (int hour = 0; hour < 3; hour++) {
            Instant begun = at(60 * hour).plus(off);
            story.at(60 * hour, sender.firing(HOST, begun, begun));
            story.at(60 * hour + 5, sender.firing(HOST, begun, begun.plusSeconds(300)));
            story.at(60 * hour + 6, sender.over(HOST, begun, begun.plusSeconds(360)));
        }

        assertThat(story.notified()).containsExactly("opened", "resolved", "opened", "resolved", "opened", "resolved");
        assertThat(story.states()).containsOnly("RESOLVED").hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("wrongClocks")
    void a_clock_that_is_mended_while_an_alert_fires_does_not_keep_it_open(AlertSender sender, Duration off) {
        AlertStory story = new AlertStory();

        story.at(0, sender.firing(HOST, START.plus(off), START.plus(off)));
        story.at(1, sender.over(HOST, START, at(1)));

        assertThat(story.states()).containsExactly("RESOLVED");

        story.at(3, sender.firing(HOST, at(3), at(3)));

        assertThat(story.states()).containsExactly("RESOLVED", "FIRING");
    }

    @ParameterizedTest
    @MethodSource("wrongClocks")
    void a_clock_that_goes_wrong_while_an_alert_fires_does_not_keep_it_open(AlertSender sender, Duration off) {
        AlertStory story = new AlertStory();

        story.at(0, sender.firing(HOST, START, START));
        story.at(1, sender.over(HOST, START, at(1).plus(off)));

        assertThat(story.states()).containsExactly("RESOLVED");

        story.at(5, sender.firing(HOST, at(5).plus(off), at(5).plus(off)));

        assertThat(story.states()).containsExactly("RESOLVED", "FIRING");
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertSender.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROMETHEUS"})
    void a_problem_that_is_said_again_every_four_hours_is_one_event(AlertSender sender) {
        AlertStory story = new AlertStory();

        for (int turn = 0; turn < 18; turn++) {
            story.at(240 * turn, sender.firing(HOST, START, at(240 * turn)));
        }
        story.at(240 * 18, sender.over(HOST, START, at(240 * 18)));

        assertThat(story.notified()).containsExactly("opened", "resolved");
        assertThat(story.states()).containsExactly("RESOLVED");
        assertThat(story.newest().count()).isEqualTo(19);
    }

    @Test
    void what_fires_at_prometheus_expires_at_its_end_unless_it_is_said_again() {
        AlertStory story = new AlertStory();

        story.at(0, PROMETHEUS.firing(HOST, START, at(0)));
        assertThat(story.newest().times().expiresAt()).isEqualTo(at(4));
        story.at(1, PROMETHEUS.firing(HOST, START, at(1)));
        assertThat(story.newest().times().expiresAt()).isEqualTo(at(5));

        story.at(2, PROMETHEUS.over(HOST, START, at(2)));
        assertThat(story.newest().times().expiresAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(AlertSender.class)
    void the_event_says_after_its_recovery_what_it_was(AlertSender sender) {
        AlertStory story = new AlertStory();

        story.at(0, sender.firing(HOST, START, at(0)));
        Event.Content before = story.newest().content();
        story.at(5, sender.over(HOST, START, at(5)));
        Event.Content after = story.newest().content();

        assertThat(after.title()).containsIgnoringCase("disk").doesNotContain("is over");
        assertThat(after.labels()).containsAllEntriesOf(before.labels());
        assertThat(after.summary().isBlank()).isEqualTo(before.summary().isBlank());
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
