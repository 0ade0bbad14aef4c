package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Alarm;
import routes.alarm.Fingerprint;
import routes.fixtures.AlarmFixture;

/** A recovery that names its problem in another way than the alarm did; what is handed over comes back from the log. */
class LooseRecoveriesTest {
    private static final String GROUP = "zabbix:group:ag-1";
    private static final String RULE = "zabbix:rule:r-7:i-1";
    private static final MergePolicy BY_RULE_AND_RESOURCE = new MergePolicy(
            MergePolicy.DEFAULT.window(),
            false,
            MergePolicy.DEFAULT_REST,
            null,
            List.of("rule_id", "resource_id"),
            FlappingRule.OFF);

    private final MemoryLedger ledger = new MemoryLedger();
    private final LooseRecoveries loose = new LooseRecoveries(this::open);
    private MergePolicy policy = BY_RULE_AND_RESOURCE;
    private int handedOver;
    private int asked;
    private long offset;

    @ParameterizedTest
    @CsvSource({GROUP + "," + RULE, RULE + "," + GROUP})
    void it_ends_the_open_event_of_the_same_labels_and_makes_no_event_of_its_own(String problem, String recovery) {
        merge(about("r-7", "i-1", aFiringAlarm().of(problem)));

        Alarm over = merge(about("r-7", "i-1", aRecovery().of(recovery).afterMinutes(5)));

        assertThat(states()).containsExactly(problem + " RESOLVED");
        assertThat(ledger.alarmsById(List.of(over.id()))).containsKey(over.id());
        assertThat(ledger.alarms()).isEqualTo(2);
    }

    @Test
    void it_ends_every_open_event_of_them_each_once_however_often_it_is_read() {
        merge(about("r-7", "i-1", aFiringAlarm().of(GROUP)));
        merge(about("r-7", "i-1", aFiringAlarm().of("zabbix:group:ag-2")));
        AlarmFixture recovery = about("r-7", "i-1", aRecovery().of(RULE).afterMinutes(5));

        merge(recovery);
        merge(recovery);

        assertThat(states()).containsExactly(GROUP + " RESOLVED", "zabbix:group:ag-2 RESOLVED");
        assertThat(ledger.alarms()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"r-7, i-2", "r-8, i-1"})
    void what_has_other_labels_stays_open_and_the_recovery_is_an_event_of_its_own(String rule, String resource) {
        merge(about("r-7", "i-1", aFiringAlarm().of(GROUP)));

        merge(about(rule, resource, aRecovery().of(RULE).afterMinutes(5)));

        assertThat(states()).containsExactly(GROUP + " FIRING", RULE + " RESOLVED");
    }

    @Test
    void fingerprints_of_one_kind_that_differ_are_different_problems() {
        merge(about("r-7", "i-1", aFiringAlarm().of(GROUP)));

        merge(about("r-7", "i-1", aRecovery().of("zabbix:group:ag-2").afterMinutes(5)));

        assertThat(states()).containsExactly(GROUP + " FIRING", "zabbix:group:ag-2 RESOLVED");
    }

    @Test
    void one_that_ends_its_own_event_is_handed_to_no_other_and_asks_for_none() {
        merge(about("r-7", "i-1", aFiringAlarm().of(GROUP)));
        merge(about("r-7", "i-1", aFiringAlarm().of(RULE)));

        merge(about("r-7", "i-1", aRecovery().of(RULE).afterMinutes(5)));

        assertThat(states()).containsExactly(GROUP + " FIRING", RULE + " RESOLVED");
        assertThat(handedOver).isZero();
        assertThat(asked).isZero();
    }

    @Test
    void without_the_labels_or_without_the_setting_nothing_is_asked_or_handed_over() {
        merge(about("r-7", "i-1", aFiringAlarm().of(GROUP)));
        merge(aRecovery().of(RULE).labelled("rule_id", "r-7").afterMinutes(5));
        policy = MergePolicy.DEFAULT;
        merge(about("r-7", "i-1", aRecovery().of("zabbix:rule:r-7:i-9").afterMinutes(5)));

        assertThat(states()).contains(GROUP + " FIRING");
        assertThat(handedOver).isZero();
        assertThat(asked).isZero();
    }

    @Test
    void the_kind_of_a_fingerprint_is_its_second_part() {
        assertThat(Fingerprint.kind(RULE)).isEqualTo("rule");
        assertThat(Fingerprint.kind("zabbix:subject")).isEqualTo("subject");
    }

    private static AlarmFixture about(String rule, String resource, AlarmFixture alarm) {
        return alarm.labelled("rule_id", rule).labelled("resource_id", resource);
    }

    private Alarm merge(AlarmFixture alarm) {
        AlarmMerge merge = new AlarmMerge(ledger, source -> policy, loose, result -> result);
        LoggedAlarm logged = alarm.at(offset++);
        List<LoggedAlarm> waiting = new ArrayList<>(List.of(logged));
        while (!waiting.isEmpty()) {
            List<Alarm> again = merge.merge(List.copyOf(waiting)).handedOver();
            handedOver += again.size();
            waiting.clear();
            again.forEach(recovery -> waiting.add(new LoggedAlarm(recovery, new LogPosition(1, offset++))));
        }
        return logged.alarm();
    }

    private List<String> open(String source, Map<String, String> labels) {
        asked++;
        return ledger.events().stream()
                .filter(event -> event.open() && event.content().source().equals(source))
                .filter(event -> event.content().labels().entrySet().containsAll(labels.entrySet()))
                .map(Event::fingerprint)
                .sorted()
                .toList();
    }

    private List<String> states() {
        return ledger.events().stream()
                .sorted(Comparator.comparing(Event::fingerprint))
                .map(event -> event.fingerprint() + " " + event.state())
                .toList();
    }
}
