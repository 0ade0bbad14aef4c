package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.alarm.AlarmStatus;
import routes.fixtures.AlarmFixture;

/** What the times of a source do: they tell what was overtaken, and never silence a problem that goes on. */
class MessageTimesTest {
    private final CrashingLedger ledger = new CrashingLedger();
    private final List<Publication> published = new ArrayList<>();
    private final List<MergeOutcome> outcomes = new ArrayList<>();
    private long offset;

    @Test
    void an_alarm_of_the_same_start_right_after_the_recovery_changes_nothing() {
        merge(aFiringAlarm().startedAtMinute(0), aRecovery().startedAtMinute(0).afterMinutes(5));

        merge(aFiringAlarm().startedAtMinute(0).afterMinutes(6));

        assertThat(states()).containsExactly(EventState.RESOLVED);
        assertThat(outcomes).endsWith(MergeOutcome.LATE);
    }

    @Test
    void an_alarm_of_the_same_start_that_is_said_again_after_the_rest_opens_a_new_event() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aRecovery().startedAtMinute(0).afterMinutes(5),
                aFiringAlarm().startedAtMinute(0).afterMinutes(6),
                aFiringAlarm().startedAtMinute(0).afterMinutes(7));

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.FIRING);
        assertThat(outcomes).endsWith(MergeOutcome.LATE, MergeOutcome.OPENED);
    }

    @Test
    void an_alarm_of_a_later_start_opens_a_new_event_at_once() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aRecovery().startedAtMinute(0).afterMinutes(5),
                aFiringAlarm().startedAtMinute(5).afterMinutes(5));

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.FIRING);
    }

    @Test
    void a_start_is_never_compared_with_an_end() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aRecovery().sentAtMinute(30).afterMinutes(30),
                aFiringAlarm().startedAtMinute(10).afterMinutes(30));

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.FIRING);
    }

    @Test
    void an_alarm_that_was_sent_after_the_recovery_is_believed_at_once_whatever_its_start() {
        merge(
                aFiringAlarm().startedAtMinute(0).sentAtMinute(0),
                aRecovery().startedAtMinute(0).sentAtMinute(5).afterMinutes(5),
                aFiringAlarm().startedAtMinute(0).sentAtMinute(6).afterMinutes(6));

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.FIRING);
    }

    @Test
    void of_two_replicas_the_one_that_goes_on_is_believed_and_the_end_of_the_other_said_again_ends_nothing() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aFiringAlarm().startedAtMinute(1).afterMinutes(1));
        for (int minute = 10; minute < 24; minute++) {
            merge(
                    aRecovery().startedAtMinute(1).sentAtMinute(9).afterMinutes(minute),
                    aFiringAlarm().startedAtMinute(0).afterMinutes(minute));
        }

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.FIRING);

        merge(aRecovery().startedAtMinute(0).sentAtMinute(25).afterMinutes(27));

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.RESOLVED);
    }

    @Test
    void a_recovery_of_an_earlier_start_that_comes_right_after_the_next_problem_ends_nothing() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aFiringAlarm().startedAtMinute(50).afterMinutes(50),
                aRecovery().startedAtMinute(0).afterMinutes(51));

        assertThat(states()).containsExactly(EventState.FIRING);
        assertThat(outcomes).endsWith(MergeOutcome.LATE);
    }

    @Test
    void a_recovery_of_an_earlier_start_that_is_said_again_after_the_rest_is_believed() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aFiringAlarm().startedAtMinute(50).afterMinutes(50),
                aRecovery().startedAtMinute(0).sentAtMinute(51).afterMinutes(51));
        assertThat(states()).containsExactly(EventState.FIRING);

        merge(aRecovery().startedAtMinute(0).sentAtMinute(51).afterMinutes(53));

        assertThat(states()).containsExactly(EventState.RESOLVED);
    }

    @Test
    void a_recovery_of_an_earlier_start_ends_nothing_as_long_as_the_later_problem_is_said_again() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aFiringAlarm().startedAtMinute(10).afterMinutes(10));
        for (int minute = 11; minute < 30; minute++) {
            merge(
                    aRecovery().startedAtMinute(0).sentAtMinute(10).afterMinutes(minute),
                    aFiringAlarm().startedAtMinute(10).afterMinutes(minute));
        }

        assertThat(states()).containsExactly(EventState.FIRING);
        assertThat(published).noneMatch(change -> change.transition() == Transition.RESOLVED);
    }

    @Test
    void a_recovery_that_was_sent_after_the_latest_alarm_is_believed_at_once_whatever_its_start() {
        merge(
                aFiringAlarm().startedAtMinute(50).sentAtMinute(50).afterMinutes(50),
                aRecovery().startedAtMinute(0).sentAtMinute(51).afterMinutes(51));

        assertThat(states()).containsExactly(EventState.RESOLVED);
    }

    @Test
    void a_recovery_of_an_earlier_start_is_believed_when_nothing_fired_meanwhile() {
        merge(aFiringAlarm().startedAtMinute(3), aRecovery().startedAtMinute(0).afterMinutes(4));

        assertThat(states()).containsExactly(EventState.RESOLVED);
    }

    @Test
    void times_that_no_one_clock_could_have_made_say_nothing_and_the_receipt_decides() {
        merge(
                aFiringAlarm().sentAtMinute(0),
                aRecovery().sentAtMinute(-480).afterMinutes(1),
                aFiringAlarm().sentAtMinute(2).afterMinutes(2),
                aRecovery().sentAtMinute(-478).afterMinutes(3));

        assertThat(states()).containsExactly(EventState.RESOLVED, EventState.RESOLVED);
    }

    @Test
    void what_is_published_of_a_late_alarm_says_what_its_source_says() {
        merge(
                aFiringAlarm().startedAtMinute(0),
                aRecovery().afterMinutes(1),
                aFiringAlarm().startedAtMinute(0).afterMinutes(2));

        Publication late = published.get(published.size() - 1);
        assertThat(late.event().state()).isEqualTo(EventState.RESOLVED);
        assertThat(late.late()).isEqualTo(AlarmStatus.FIRING);
        assertThat(published.get(0).late()).isNull();
    }

    @Test
    void a_problem_that_is_repeated_every_four_hours_stays_one_event_and_does_not_flap() {
        AlarmMerge hourly = new AlarmMerge(
                ledger,
                source -> new MergePolicy(Duration.ofHours(1), false, new FlappingRule(3, Duration.ofHours(24))));

        IntStream.range(0, 12)
                .forEach(turn -> hourly.merge(List.of(aFiringAlarm()
                        .startedAtMinute(0)
                        .afterMinutes(240L * turn)
                        .at(offset++))));

        assertThat(ledger.events()).singleElement().satisfies(event -> {
            assertThat(event.count()).isEqualTo(12);
            assertThat(event.flapping()).isEmpty();
        });
    }

    @Test
    void a_source_without_start_times_that_repeats_more_slowly_than_its_window_does_not_flap() {
        AlarmMerge hourly = new AlarmMerge(
                ledger,
                source -> new MergePolicy(Duration.ofHours(1), false, new FlappingRule(3, Duration.ofHours(24))));

        IntStream.range(0, 8)
                .forEach(turn -> hourly.merge(
                        List.of(aFiringAlarm().afterMinutes(240L * turn).at(offset++))));

        assertThat(ledger.events()).hasSize(8).allMatch(event -> event.flapping()
                .isEmpty());
    }

    private void merge(AlarmFixture... alarms) {
        AlarmMerge merge = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT);
        for (AlarmFixture alarm : alarms) {
            MergeResult result = merge.merge(List.of(alarm.at(offset++)));
            published.addAll(result.publications());
            result.alarms().forEach(merged -> outcomes.add(merged.outcome()));
        }
    }

    private List<EventState> states() {
        return ledger.events().stream()
                .sorted(Comparator.comparing(Event::id))
                .map(Event::state)
                .toList();
    }
}
