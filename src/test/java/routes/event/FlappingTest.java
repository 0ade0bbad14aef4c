package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Level;
import routes.fixtures.AlarmFixture;

/** When a problem flaps, and what of it is told. F is an alarm, R its recovery, each with its minute. */
class FlappingTest {
    private static final FlappingRule RULE = new FlappingRule(4, Duration.ofMinutes(30));

    private final CrashingLedger ledger = new CrashingLedger();
    private final List<Publication> told = new ArrayList<>();
    private int offset;

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "F0 R5,                        - -,            'once is no flapping'",
        "F0 R5 F10 R15,                - - - 4,        'the fourth change within the window'",
        "F0 R5 F10 R15 F20 R25,        - - - 4 5 6,    'it goes on'",
        "F0 R5 F10 R35,                - - - -,        'the first one is out of the window'",
        "F0 R5 F10 R30,                - - - 4,        'the window includes its border'",
        "F0 R5 F10 R15 F45,            - - - 4 5,      'quiet for exactly the window is not quiet enough'",
        "F0 R5 F10 R15 F46 R47,        - - - 4 - -,    'it was quiet for longer than the window'",
        "F0 R5 F10 R15 F46 R47 F48 R49,- - - 4 - - - 4,'and flaps again'",
        "F0 F1 F2 F3 F4 F5,            - - - - - -,    'repeats are no changes'",
        "F0 R5 F10 R50 F55 R60 F65,    - - - - - - 4,  'every change is judged by its own window'",
    })
    void flapping_is_counted_in_beginnings_and_ends_within_the_window(String log, String marks, String name) {
        merge(log, false);

        assertThat(marks()).as(name).isEqualTo(marks.strip());
    }

    @Test
    void a_recovery_that_is_an_event_of_its_own_is_one_change() {
        merge("F0 R5 F10 R15 F20", true);

        assertThat(marks()).isEqualTo("- - - 4 5");
    }

    @Test
    void what_gets_critical_while_it_flaps_is_worth_telling() {
        merge("F0 R5 F10 R15 F20", false);
        take(aFiringAlarm().withLevel(Level.P0).afterMinutes(21));
        take(aRecovery().withLevel(Level.P0).afterMinutes(22));
        take(aFiringAlarm().withLevel(Level.P0).afterMinutes(23));

        assertThat(told.subList(5, 8))
                .extracting(one -> one.transition() + " " + mark(one).worse())
                .containsExactly("ESCALATED true", "RESOLVED false", "OPENED false");
    }

    @Test
    void what_begins_critical_for_the_first_time_while_it_flaps_is_worth_telling_once() {
        merge("F0 R5 F10 R15", false);
        take(aFiringAlarm().withLevel(Level.P0).afterMinutes(16));
        take(aRecovery().afterMinutes(17));
        take(aFiringAlarm().withLevel(Level.P0).afterMinutes(18));

        assertThat(told.subList(4, 7)).extracting(one -> mark(one).worse()).containsExactly(true, false, false);
    }

    @Test
    void an_event_carries_changes_of_others_only_while_they_matter() {
        merge("F0 R5 F10", false);
        assertThat(ledger.openEvents(AlarmFixture.FINGERPRINT).get(0).recent()).hasSize(2);

        merge("R15 F20", false);
        assertThat(ledger.openEvents(AlarmFixture.FINGERPRINT).get(0).recent())
                .as("the mark says it all")
                .isEmpty();

        merge("R25 F60", false);
        assertThat(ledger.openEvents(AlarmFixture.FINGERPRINT).get(0).recent())
                .as("long ago")
                .isEmpty();
    }

    @Test
    void nothing_flaps_when_it_is_switched_off() {
        take(FlappingRule.OFF, aFiringAlarm().afterMinutes(0));
        for (int minute = 1; minute < 20; minute++) {
            take(FlappingRule.OFF, (minute % 2 == 0 ? aFiringAlarm() : aRecovery()).afterMinutes(minute));
        }

        assertThat(told).extracting(one -> one.event().flapping().isPresent()).containsOnly(false);
        assertThat(ledger.events())
                .allSatisfy(event -> assertThat(event.recent()).isEmpty());
    }

    @Test
    void a_rule_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new FlappingRule(1, Duration.ofMinutes(1))).hasMessageContaining("2 to 50 changes");
        assertThatThrownBy(() -> new FlappingRule(4, Duration.ofMinutes(-1))).hasMessageContaining("negative");
    }

    private void merge(String log, boolean ownEvents) {
        for (String one : log.strip().split(" ")) {
            AlarmFixture alarm = one.charAt(0) == 'F' ? aFiringAlarm() : aRecovery();
            take(new MergePolicy(Duration.ofHours(1), ownEvents, RULE), alarm.afterMinutes(minute(one)));
        }
    }

    private static int minute(String one) {
        return Integer.parseInt(one.substring(1));
    }

    private void take(AlarmFixture alarm) {
        take(RULE, alarm);
    }

    private void take(FlappingRule rule, AlarmFixture alarm) {
        take(new MergePolicy(Duration.ofHours(1), false, rule), alarm);
    }

    private void take(MergePolicy policy, AlarmFixture alarm) {
        told.addAll(new AlarmMerge(ledger, source -> policy)
                .merge(List.of(alarm.at(offset++)))
                .publications());
    }

    private String marks() {
        return String.join(
                " ",
                told.stream()
                        .map(one -> one.event().flappingAtRevision() == null
                                ? "-"
                                : Integer.toString(mark(one).changes()))
                        .toList());
    }

    private static Flapping mark(Publication one) {
        return java.util.Objects.requireNonNull(one.event().flappingAtRevision());
    }
}
