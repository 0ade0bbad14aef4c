package routes.health.selfalarm;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.health.selfalarm.Episodes.Lasting;
import routes.health.selfalarm.Findings.Refusals;

class FindingsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @ParameterizedTest(name = "{0} refused from {1} s to {2} s ago: since {3} s ago")
    @CsvSource(
            nullValues = "-",
            value = {
                "zabbix,  500,    10,  500",
                "zabbix,  600,    600, 600",
                "zabbix,  999,    601, -",
                "zabbix,  999999, 10,  10",
                "log,     500,    10,  500",
                "veaiops, 500,    10,  -"
            })
    void a_source_is_refused_until_it_was_not_for_the_grace_period_and_never_the_hub_itself(
            String source, long first, long last, @Nullable Long since) {
        Refusals refusals = new Refusals(source, NOW.minusSeconds(first), NOW.minusSeconds(last), 40, "no title");

        assertThat(Findings.refused(refusals, TEN_MINUTES, NOW)
                        .map(HubFinding::since)
                        .orElse(null))
                .isEqualTo(since == null ? null : NOW.minusSeconds(since));
    }

    @Test
    void the_alarm_says_how_many_were_refused_and_why() {
        Refusals refusals = new Refusals("zabbix", NOW.minusSeconds(60), NOW, 40, "title is missing");
        HubFinding finding = Findings.refused(refusals, TEN_MINUTES, NOW).orElseThrow();

        assertThat(finding.title()).isEqualTo("Alarms of zabbix are refused");
        assertThat(finding.detail()).isEqualTo("40 refused, the last one because: title is missing");
        assertThat(finding.fingerprint()).isEqualTo("veaiops:hub-source-refused:zabbix");
    }

    @ParameterizedTest(name = "{0} of at most {1}: {2}")
    @CsvSource({"19, 20, false", "20, 20, true", "99, 20, true", "99, 0, false", "0, 0, false"})
    void a_limit_is_reached_or_is_none(long count, long limit, boolean found) {
        assertThat(Findings.dead(count, limit, TEN_MINUTES, NOW).isPresent()).isEqualTo(found);
        assertThat(Findings.lagging("veaiops-merge", count, limit, TEN_MINUTES, NOW)
                        .isPresent())
                .isEqualTo(found);
    }

    @Test
    void a_stage_is_stuck_when_its_oldest_record_is_older_than_the_grace_period() {
        assertThat(Findings.stuck("merge", NOW.minusSeconds(599), TEN_MINUTES, "a-1", NOW))
                .isEmpty();
        assertThat(Findings.stuck("merge", NOW.minusSeconds(600), TEN_MINUTES, "a-1", NOW)
                        .map(HubFinding::fingerprint))
                .contains("veaiops:hub-stage-stuck:merge@a-1");
    }

    @ParameterizedTest(name = "{0} by the copy a-1: {1}")
    @CsvSource({
        "veaiops:hub-source-refused:zabbix,         true",
        "veaiops:hub-dependency-away:mongodb@a-1,   true",
        "veaiops:hub-dependency-away:mongodb@b-1,   false",
        "veaiops:hub-dependency-away:mongodb@aa-1,  false"
    })
    void what_one_copy_sees_only_that_copy_ends(String fingerprint, boolean judged) {
        assertThat(HubFinding.judgedBy("a-1", fingerprint)).isEqualTo(judged);
    }

    @Test
    void what_lasts_longer_than_its_grace_period_is_an_alarm_and_a_break_begins_it_anew() {
        Episodes episodes = new Episodes();

        assertThat(lasting(episodes, 0, true)).isEmpty();
        assertThat(lasting(episodes, 599, true)).isEmpty();
        assertThat(lasting(episodes, 600, true)).extracting(Lasting::since).containsExactly(NOW);
        assertThat(episodes.lasting(List.of(), false)).as("a part was seen").isEmpty();
        assertThat(lasting(episodes, 700, true)).hasSize(1);
        assertThat(episodes.lasting(List.of(), true)).as("it is over").isEmpty();
        assertThat(lasting(episodes, 800, true)).isEmpty();
    }

    private static List<Lasting> lasting(Episodes episodes, long second, boolean complete) {
        HubFinding away = Findings.away("kafka", TEN_MINUTES, "a-1", NOW.plusSeconds(second));
        return episodes.lasting(List.of(away), complete);
    }
}
