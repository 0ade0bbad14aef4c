package routes.alarm.zabbix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.zabbix.ZabbixSubject.Kind;

class ZabbixSubjectTest {
    @ParameterizedTest
    @CsvSource({
        "Problem: CPU high,                       THERE",
        "Updated problem in 5m: CPU high,         THERE",
        "Service \"shop\" problem: down,          THERE",
        "【未恢复】CPU 高,                          THERE",
        "Resolved: CPU high,                      OVER",
        "Resolved in 5m 3s: CPU high,             OVER",
        "OK: CPU high,                            OVER",
        "[RESOLVED] CPU high,                     OVER",
        "✅ Resolved: CPU high,                    OVER",
        "RESOLVED - CPU high,                     OVER",
        "Service \"shop\" resolved in 5m: down,   OVER",
        "Problem has been resolved at 10:00:01,   OVER",
        "恢复：CPU 高,                             OVER",
        "故障恢复: CPU 高,                          OVER",
        "【恢复】CPU 高,                            OVER",
        "CPU high on resolved-host,               OPEN",
        "Recovery log is full,                    OPEN",
        "恢复失败的任务过多,                        OPEN",
        "C: drive is full,                        OPEN",
        "'',                                      OPEN",
    })
    void its_beginning_says_whether_the_problem_is_over(String subject, Kind kind) {
        assertThat(ZabbixSubject.of(subject).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Problem: CPU high,              Resolved in 5m 3s: CPU high,             Updated problem in 1m: CPU high",
        "PROBLEM: CPU high,              OK: CPU high,                            Problem: CPU high",
        "[PROBLEM] [High] CPU high,      [OK] [High] CPU high,                    PROBLEM: [High] CPU high",
        "故障: CPU 高,                     恢复: CPU 高,                              【故障】CPU 高",
        "Service \"shop\" problem: down, Service \"shop\" resolved in 5m: down, Service \"shop\" problem: down",
    })
    void a_problem_its_recovery_and_its_updates_share_the_name_of_the_event(
            String problem, String recovery, String update) {
        ZabbixSubject there = ZabbixSubject.of(problem);

        assertThat(there.name()).isPresent();
        assertThat(there.kind()).isEqualTo(Kind.THERE);
        assertThat(ZabbixSubject.of(recovery)).isEqualTo(new ZabbixSubject(Kind.OVER, there.name()));
        assertThat(ZabbixSubject.of(update)).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({"CPU is 97 %", "C: drive is full", "Problem:", "OK", "Problem has been resolved at 10:00:01"})
    void a_subject_that_begins_otherwise_or_ends_there_names_no_event(String subject) {
        assertThat(ZabbixSubject.of(subject).name()).isEmpty();
    }
}
