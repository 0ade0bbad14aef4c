package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.fixtures.AlarmFixture;

/** What alarms of one fingerprint become, each alarm in a poll of its own. */
class MergeTest {
    private static final MergePolicy UNLIMITED = new MergePolicy(Duration.ZERO, false);
    private static final MergePolicy OWN_EVENTS = new MergePolicy(Duration.ofHours(1), true);

    private final CrashingLedger ledger = new CrashingLedger();
    private final List<Publication> published = new ArrayList<>();
    private final List<MergeOutcome> outcomes = new ArrayList<>();
    private long offset;

    @Test
    void the_first_alarm_opens_an_event_and_gives_it_its_id() {
        AlarmFixture alarm = aFiringAlarm();

        merge(alarm);

        assertThat(only().id()).isEqualTo(alarm.build().id());
        assertThat(only().open()).isTrue();
        assertPublished("1 OPENED FIRING");
    }

    @Test
    void a_repeat_raises_the_count_and_is_published_as_a_repeat() {
        merge(aFiringAlarm(), aFiringAlarm().afterMinutes(2).titled("CPU still high"));

        assertThat(only().count()).isEqualTo(2);
        assertThat(only().revision()).isEqualTo(1);
        assertThat(only().lastSeen()).isEqualTo(AlarmFixture.START.plus(Duration.ofMinutes(2)));
        assertThat(only().content().title()).isEqualTo("CPU still high");
        assertPublished("1 OPENED FIRING", "1 REPEATED FIRING");
    }

    @Test
    void a_worse_level_escalates_and_a_better_one_lowers_the_level_and_keeps_the_worst_beside_it() {
        merge(
                aFiringAlarm().withLevel(Level.P2),
                aFiringAlarm().withLevel(Level.P0),
                aFiringAlarm().withLevel(Level.P1),
                aFiringAlarm().withLevel(Level.P1),
                aFiringAlarm().withLevel(Level.P0));

        assertThat(only().level()).isEqualTo(Level.P0);
        assertThat(only().worst()).isEqualTo(Level.P0);
        assertThat(only().history())
                .extracting(Event.Step::level)
                .containsExactly(Level.P2, Level.P0, Level.P1, Level.P0);
        assertThat(only().count()).isEqualTo(5);
        assertPublished(
                "1 OPENED FIRING",
                "2 ESCALATED FIRING",
                "3 LEVEL_CHANGED FIRING",
                "3 REPEATED FIRING",
                "4 LEVEL_CHANGED FIRING");
    }

    @Test
    void a_recovery_adds_owners_and_a_firing_alarm_replaces_them() {
        merge(
                aFiringAlarm().ofProjects("shop"),
                aFiringAlarm().ofProjects("till").afterMinutes(1),
                aRecovery().ofProjects("bank", "till").afterMinutes(5));

        assertThat(only().content().project()).containsExactly("till", "bank");
    }

    @Test
    void a_recovery_resolves_the_event_and_keeps_its_level_and_its_owners() {
        merge(
                aFiringAlarm().withLevel(Level.P0).ofProjects("shop"),
                aRecovery().withLevel(Level.P2).afterMinutes(5));

        assertThat(only().state()).isEqualTo(EventState.RESOLVED);
        assertThat(only().resolvedAt()).isEqualTo(AlarmFixture.START.plus(Duration.ofMinutes(5)));
        assertThat(only().level()).isEqualTo(Level.P0);
        assertThat(only().content().project()).containsExactly("shop");
        assertPublished("1 OPENED FIRING", "2 RESOLVED RESOLVED");
    }

    @Test
    void an_alarm_after_a_recovery_opens_a_new_event_that_names_the_one_before() {
        merge(aFiringAlarm(), aRecovery(), aFiringAlarm());

        assertThat(events())
                .extracting(Event::state, Event::count)
                .containsExactly(tuple(EventState.RESOLVED, 2L), tuple(EventState.FIRING, 1L));
        assertThat(events().get(1).previousId()).isEqualTo(events().get(0).id());
    }

    @Test
    void many_problems_and_recoveries_in_turn_are_as_many_events() {
        for (int i = 0; i < 5; i++) {
            merge(aFiringAlarm(), aRecovery());
        }

        assertThat(events()).hasSize(5).allMatch(event -> event.state() == EventState.RESOLVED && event.count() == 2);
    }

    @Test
    void a_recovery_with_nothing_open_is_kept_as_over() {
        merge(aRecovery());

        assertThat(only().state()).isEqualTo(EventState.RESOLVED);
        assertThat(outcomes).containsExactly(MergeOutcome.RECOVERY_ONLY);
        assertPublished("1 RESOLVED RESOLVED");
    }

    @Test
    void a_second_recovery_is_a_repeat() {
        merge(aFiringAlarm(), aRecovery(), aRecovery());

        assertThat(only().count()).isEqualTo(3);
        assertPublished("1 OPENED FIRING", "2 RESOLVED RESOLVED", "2 REPEATED RESOLVED");
    }

    @Test
    void an_alarm_that_its_recovery_overtook_changes_nothing() {
        merge(
                aFiringAlarm().sentAtMinute(1),
                aRecovery().sentAtMinute(5),
                aFiringAlarm().sentAtMinute(3));

        assertThat(only().state()).isEqualTo(EventState.RESOLVED);
        assertThat(only().count()).isEqualTo(3);
        assertThat(outcomes).endsWith(MergeOutcome.LATE);
    }

    @Test
    void a_recovery_older_than_the_last_alarm_resolves_nothing() {
        merge(aFiringAlarm().sentAtMinute(5), aRecovery().sentAtMinute(3));

        assertThat(only().open()).isTrue();
        assertThat(outcomes).endsWith(MergeOutcome.LATE);
    }

    @Test
    void a_late_alarm_changes_neither_level_nor_words() {
        merge(
                aFiringAlarm().sentAtMinute(5).withLevel(Level.P2).titled("now"),
                aFiringAlarm().sentAtMinute(3).withLevel(Level.P0).titled("then"));

        assertThat(only().level()).isEqualTo(Level.P2);
        assertThat(only().content().title()).isEqualTo("now");
        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void a_late_alarm_expires_nothing_however_long_it_travelled() {
        merge(aFiringAlarm().sentAtMinute(5), aFiringAlarm().sentAtMinute(3).afterMinutes(90));

        assertThat(only().open()).isTrue();
        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void an_alarm_within_the_window_is_a_repeat_and_one_after_it_expires_the_old_event() {
        merge(aFiringAlarm(), aFiringAlarm().afterMinutes(60), aFiringAlarm().afterMinutes(121));

        assertThat(events())
                .extracting(Event::state, Event::count)
                .containsExactly(tuple(EventState.EXPIRED, 2L), tuple(EventState.FIRING, 1L));
        assertPublished("1 OPENED FIRING", "1 REPEATED FIRING", "2 EXPIRED EXPIRED", "1 OPENED FIRING");
    }

    @Test
    void a_window_of_zero_never_expires() {
        mergeBy(UNLIMITED, aFiringAlarm(), aFiringAlarm().after(Duration.ofDays(400)));

        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void a_recovery_long_after_the_window_still_resolves_the_open_event() {
        merge(aFiringAlarm(), aRecovery().afterMinutes(300));

        assertThat(only().state()).isEqualTo(EventState.RESOLVED);
    }

    @Test
    void a_recovery_of_its_own_closes_the_old_event_in_silence_and_counts_once() {
        mergeBy(OWN_EVENTS, aFiringAlarm(), aRecovery(), aFiringAlarm());

        assertThat(events())
                .extracting(Event::state, Event::count)
                .containsExactly(
                        tuple(EventState.RESOLVED, 1L), tuple(EventState.RESOLVED, 1L), tuple(EventState.FIRING, 1L));
        assertPublished("1 OPENED FIRING", "1 RESOLVED RESOLVED", "1 OPENED FIRING");
    }

    @Test
    void a_repeated_recovery_of_its_own_stays_one_event() {
        mergeBy(OWN_EVENTS, aFiringAlarm(), aRecovery(), aRecovery());

        assertThat(events()).extracting(Event::count).containsExactly(1L, 2L);
    }

    @Test
    void a_repeated_delivery_changes_nothing_in_one_poll_or_in_the_next() {
        AlarmMerge merge = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT);

        MergeResult first = merge.merge(List.of(
                aFiringAlarm().deliveredAs("t-1").at(0),
                aFiringAlarm().deliveredAs("t-1").at(1)));
        MergeResult second =
                merge.merge(List.of(aFiringAlarm().deliveredAs("t-1").at(2)));

        assertThat(only().count()).isEqualTo(1);
        assertThat(first.retried()).isEqualTo(1);
        assertThat(first.publications()).hasSize(1);
        assertThat(second.retried()).isEqualTo(1);
        assertThat(second.publications()).isEmpty();
    }

    @Test
    void repeats_of_one_poll_are_published_as_one_value() {
        AlarmMerge merge = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT);

        MergeResult result = merge.merge(List.of(
                aFiringAlarm().at(0), aFiringAlarm().at(1), aFiringAlarm().at(2)));

        assertThat(result.publications())
                .singleElement()
                .satisfies(one -> assertThat(one.event().count()).isEqualTo(3))
                .extracting(Publication::transition, Publication::position)
                .containsExactly(Transition.OPENED, new LogPosition(0, 0));
    }

    @Test
    void fingerprints_do_not_touch_each_other() {
        merge(aFiringAlarm().of("a"), aRecovery().of("b"), aFiringAlarm().of("a"));

        assertThat(events())
                .extracting(Event::fingerprint, Event::state, Event::count)
                .containsExactly(tuple("a", EventState.FIRING, 2L), tuple("b", EventState.RESOLVED, 1L));
    }

    private void merge(AlarmFixture... alarms) {
        mergeBy(MergePolicy.DEFAULT, alarms);
    }

    private void mergeBy(MergePolicy policy, AlarmFixture... alarms) {
        AlarmMerge merge = new AlarmMerge(ledger, source -> policy);
        for (AlarmFixture alarm : alarms) {
            MergeResult result = merge.merge(List.of(alarm.at(offset++)));
            published.addAll(result.publications());
            result.alarms().forEach(merged -> outcomes.add(merged.outcome()));
        }
    }

    private List<Event> events() {
        return ledger.events().stream().sorted(Comparator.comparing(Event::id)).toList();
    }

    private Event only() {
        assertThat(ledger.events()).hasSize(1);
        return ledger.events().get(0);
    }

    private void assertPublished(String... expected) {
        assertThat(published)
                .extracting(one -> one.event().revision() + " " + one.transition() + " "
                        + one.event().state())
                .containsExactly(expected);
    }
}
