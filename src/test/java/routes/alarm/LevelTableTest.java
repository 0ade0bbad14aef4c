package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTableTest {
    private static final LevelTable TABLE = LevelTable.shipped();

    @ParameterizedTest
    @CsvSource({
        "P0, P0",
        "fatal, P0",
        "Disaster, P0",
        "EMERGENCY, P0",
        "'CRITICAL ', P0",
        "crit, P0",
        "sev1, P0",
        "SEV-1, P0",
        "page, P0",
        "serious, P0",
        "灾难, P0",
        "严重, P0",
        "紧急, P0",
        "致命, P0",
        "P1, P1",
        "high, P1",
        "major, P1",
        "err, P1",
        "error, P1",
        "warn, P1",
        "Warning, P1",
        "average, P1",
        "medium, P1",
        "一般严重, P1",
        "警告, P1",
        "重要, P1",
        "次要, P1",
        "P2, P2",
        "info, P2",
        "none, P2",
        "notice, P2",
        "debug, P2",
        "Not classified, P2",
        "not_classified, P2",
        "low, P2",
        "信息, P2",
        "未分类, P2",
        "提示, P2",
    })
    void a_word_means_the_same_for_every_source(String word, Level level) {
        for (String source : List.of("alertmanager", "grafana", "volcengine", "aliyun", "cloudevents", "sentry")) {
            assertThat(TABLE.of(source, word)).as(source).contains(level);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "opsgenie, P1, P0",
        "opsgenie, p2, P1",
        "opsgenie, P3, P1",
        "opsgenie, P4, P2",
        "opsgenie, P5, P2",
        "datadog, p1, P0",
        "datadog, p3, P1",
        "zabbix, High, P0",
        "zabbix, 4, P0",
        "zabbix, 2, P1",
        "zabbix, 0, P2",
    })
    void a_source_has_meanings_of_its_own(String source, String word, Level level) {
        assertThat(TABLE.of(source, word)).contains(level);
    }

    @Test
    void an_unknown_word_is_reported_and_gives_the_level_for_unknown_words() {
        assertThat(read(TABLE, "grafana", "ticket")).isEqualTo(new LevelTable.Reading(Level.P2, "ticket"));
        assertThat(read(TABLE, "tencent", "ticket")).isEqualTo(new LevelTable.Reading(Level.P1, "ticket"));
        assertThat(read(TABLE, "grafana", null, " ")).isEqualTo(new LevelTable.Reading(Level.P2, null));
        assertThat(read(TABLE, "grafana", "ticket", "high")).isEqualTo(new LevelTable.Reading(Level.P1, null));
        assertThat(read(TABLE, "grafana", "unknown").unknown()).isNull();
    }

    @Test
    void settings_go_before_the_lists_and_those_of_a_source_before_those_for_all() {
        Map<String, Level> settings = Map.of(
                "ticket",
                Level.P1,
                "high",
                Level.P0,
                "grafana.high",
                Level.P2,
                "unknown",
                Level.P1,
                "grafana.unknown",
                Level.P0);
        LevelTable table = new LevelTable(name -> Optional.ofNullable(settings.get(name)));

        assertThat(table.of("alertmanager", "Ticket")).contains(Level.P1);
        assertThat(table.of("alertmanager", "high")).contains(Level.P0);
        assertThat(table.of("grafana", "high")).contains(Level.P2);
        assertThat(table.of("opsgenie", "P1")).contains(Level.P0);
        assertThat(read(table, "alertmanager", "mauve").level()).isEqualTo(Level.P1);
        assertThat(read(table, "grafana", "mauve").level()).isEqualTo(Level.P0);
    }

    @Test
    void what_can_be_no_word_asks_no_setting() {
        LevelTable table = new LevelTable(name -> {
            throw new AssertionError("asked for " + name);
        });

        assertThat(List.of("env:HOME", "{{secret}}", "a:b", "x".repeat(41), "…"))
                .allSatisfy(word -> assertThat(table.of("grafana", word)).isEmpty());
    }

    private static LevelTable.Reading read(LevelTable table, String source, String... words) {
        return table.read(source, Arrays.asList(words));
    }
}
