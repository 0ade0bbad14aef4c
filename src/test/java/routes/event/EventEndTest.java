package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.START;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aGivenUpAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import routes.fixtures.AlarmFixture;

/** How an event ends: by a recovery that may say little, or without one. */
class EventEndTest {
    private final CrashingLedger ledger = new CrashingLedger();
    private final List<Publication> published = new ArrayList<>();
    private long offset;

    @Test
    void a_recovery_that_says_little_empties_nothing() {
        merge(
                aFiringAlarm().titled("Disk of db-1 is full").summarised("98 %").labelled("host", "db-1"),
                aRecovery().titled("").labelled("by", "cleaner"));

        assertThat(only().content().title()).isEqualTo("Disk of db-1 is full");
        assertThat(only().content().summary()).isEqualTo("98 %");
        assertThat(only().content().labels()).containsEntry("host", "db-1").containsEntry("by", "cleaner");
        assertThat(only().content().raw().path("host").asText()).isEqualTo("db-1");
    }

    @Test
    void a_recovery_without_title_and_without_problem_is_named_by_its_fingerprint() {
        merge(aRecovery().titled("").of("opsgenie:key:disk"));

        assertThat(only().content().title()).isEqualTo("opsgenie:key:disk");
    }

    @Test
    void the_record_of_the_sweeper_ends_an_event_whose_time_ran_out() {
        merge(
                aFiringAlarm().expiringAtMinute(5),
                aGivenUpAlarm().expiringAtMinute(5).afterMinutes(6));

        assertThat(only().state()).isEqualTo(EventState.EXPIRED);
        assertThat(only().count()).isEqualTo(1);
        assertThat(only().times().expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(5)));
        assertThat(published).extracting(Publication::transition).endsWith(Transition.EXPIRED);
    }

    @Test
    void the_record_of_the_sweeper_changes_nothing_when_an_alarm_came_before_it() {
        merge(
                aFiringAlarm().expiringAtMinute(5),
                aFiringAlarm().expiringAtMinute(9).afterMinutes(4),
                aGivenUpAlarm().expiringAtMinute(5).afterMinutes(6));

        assertThat(only().open()).isTrue();
        assertThat(published).hasSize(2);
    }

    @Test
    void two_sweepers_end_an_event_once() {
        merge(
                aFiringAlarm().expiringAtMinute(5),
                aGivenUpAlarm().expiringAtMinute(5).afterMinutes(6),
                aGivenUpAlarm().expiringAtMinute(5).afterMinutes(6));

        assertThat(published).hasSize(2);
    }

    @Test
    void the_record_of_the_sweeper_that_is_merged_again_is_published_again() {
        merge(aFiringAlarm().expiringAtMinute(5));
        LoggedAlarm expiry = aGivenUpAlarm().expiringAtMinute(5).afterMinutes(6).at(offset++);
        AlarmMerge merge = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT);

        MergeResult first = merge.merge(List.of(expiry));
        MergeResult second = merge.merge(List.of(expiry));

        assertThat(second.publications()).hasSize(1);
        assertThat(second.publications().get(0).position())
                .isEqualTo(first.publications().get(0).position());
    }

    @Test
    void what_expired_and_fires_again_is_a_new_event_whatever_its_start() {
        merge(
                aFiringAlarm().startedAtMinute(0).expiringAtMinute(5),
                aGivenUpAlarm().expiringAtMinute(5).afterMinutes(6),
                aFiringAlarm().startedAtMinute(0).expiringAtMinute(12).afterMinutes(7));

        assertThat(ledger.events()).extracting(Event::state).containsOnly(EventState.EXPIRED, EventState.FIRING);
    }

    @Test
    void a_source_that_gives_a_problem_up_ends_it_and_is_counted() {
        merge(aFiringAlarm(), aGivenUpAlarm().titled("Escalation cancelled").afterMinutes(3));

        assertThat(only().state()).isEqualTo(EventState.EXPIRED);
        assertThat(only().count()).isEqualTo(2);
        assertThat(only().times().expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(3)));
    }

    @Test
    void a_setting_decides_when_an_event_expires_whatever_the_source_says() {
        assertThat(policy(null).expiryAfter(aFiringAlarm().expiringAtMinute(5).build()))
                .isEqualTo(START.plus(Duration.ofMinutes(5)));
        assertThat(policy(Duration.ofHours(2))
                        .expiryAfter(aFiringAlarm().expiringAtMinute(5).build()))
                .isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(policy(Duration.ZERO)
                        .expiryAfter(aFiringAlarm().expiringAtMinute(5).build()))
                .isNull();
    }

    @Test
    void each_alarm_puts_the_expiry_off_and_a_recovery_ends_it() {
        merge(
                aFiringAlarm().expiringAtMinute(5),
                aFiringAlarm().expiringAtMinute(7).afterMinutes(2));
        assertThat(only().times().expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(7)));

        merge(aRecovery().afterMinutes(3));
        assertThat(only().times().expiresAt()).isNull();
    }

    private static MergePolicy policy(@Nullable Duration expiresAfter) {
        return new MergePolicy(Duration.ZERO, false, Duration.ofMinutes(2), expiresAfter, List.of(), FlappingRule.OFF);
    }

    private void merge(AlarmFixture... alarms) {
        AlarmMerge merge = new AlarmMerge(ledger, source -> MergePolicy.DEFAULT);
        for (AlarmFixture alarm : alarms) {
            published.addAll(merge.merge(List.of(alarm.at(offset++))).publications());
        }
    }

    private Event only() {
        assertThat(ledger.events()).hasSize(1);
        return ledger.events().get(0);
    }
}
