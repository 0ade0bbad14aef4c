package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import routes.common.json.Json;

class TextChartTest {
    private static final String SERIES =
            """
            {"unique_key": "cpu|host=a",
             "before": {"alarms": 0, "alarms_per_day": 0, "incidents": []},
             "after": {"alarms": 2, "alarms_per_day": 0.5, "incidents": [{"start_time": 7300}, {"start_time": 7400}]},
             "expectation": {"text": "0.1 false alarms a month"},
             "past": {"text": "3 incidents of our own left out"},
             "columns": {"start_time": 0, "seconds": 3600,
                         "lowest": [10, 10, null, 30], "highest": [20, 10, null, 50],
                         "before_upper": [90, 90, 90, 90], "before_lower": [null, null, null, null],
                         "after_upper": [60, 60, 60, 60], "after_lower": [null, 10, null, null]}}
            """;

    @Test
    void it_shows_the_series_both_bounds_and_the_alarms_of_each() {
        List<String> lines = TextChart.lines(read(SERIES), Ansi.OFF);

        assertThat(lines)
                .containsExactly(
                        "cpu|host=a",
                        "    90.00 ┄┄┄┄",
                        "              ",
                        "              ",
                        "          ━━━━",
                        "    50.00    │",
                        "             │",
                        "             │",
                        "          │   ",
                        "    10.00 │━  ",
                        "      now ···· 0 alarms, 0.00 a day",
                        "      new ··▲· 2 alarms, 0.50 a day",
                        "          1970-01-01 1970-01-01  a column is 1.0 h",
                        "          0.1 false alarms a month",
                        "          3 incidents of our own left out");
    }

    @Test
    void it_has_colours_only_where_a_terminal_shows_them() {
        assertThat(String.join("", TextChart.lines(read(SERIES), Ansi.OFF))).doesNotContain("\u001b[");
        assertThat(String.join("", TextChart.lines(read(SERIES), Ansi.ON))).contains("\u001b[31m━━━━");
    }

    @Test
    void a_flat_series_and_one_without_points_are_shown_too() {
        ObjectNode flat = (ObjectNode) read("{\"unique_key\":\"k\",\"columns\":{\"start_time\":0,\"seconds\":60,"
                + "\"lowest\":[5],\"highest\":[5],\"before_upper\":[null],\"before_lower\":[null],"
                + "\"after_upper\":[null],\"after_lower\":[null]}}");

        assertThat(TextChart.lines(flat, Ansi.OFF)).hasSize(13).anyMatch(line -> line.endsWith("│"));
        assertThat(TextChart.lines(read("{\"unique_key\":\"k\"}"), Ansi.OFF)).hasSize(3);
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
