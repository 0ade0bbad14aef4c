package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/scale.md} follow from those of the benchmark; {@code -Ddocs.update=true} writes them. */
class ScalePageTest {
    private static final Path PAGE = Path.of("docs", "scale.md");
    private static final String MEASURED =
            """
            | machine | 2 cores, of some kind |
            | (b) merged, from first post to last merge | 10,000 /s | ≥ 9,870 |
            | store: upserts of events in bulks of 100 | 20,000 /s |  |
            | delivered notices: processor time of one | application 0.50 ms, broker 0.10 ms, store 0.40 ms |
            """;

    private final ScaleModel model = new ScaleModel(MEASURED);

    @Test
    void the_cost_of_an_alarm_is_the_time_of_all_cores_while_it_was_merged() {
        assertThat(model.millisOfAnAlarm()).isEqualTo(0.2, within(1e-9));
        assertThat(model.millisOfANotice()).isEqualTo(1.0, within(1e-9));
    }

    @Test
    void cores_grow_with_the_rate_and_are_busy_for_three_fifths_of_the_time() {
        assertThat(model.coresAt(10_000)).isEqualTo(3.5, within(1e-9));
        assertThat(model.coresAt(1_000_000)).isEqualTo(350, within(1e-6));
    }

    @Test
    void a_partition_and_a_store_carry_what_one_was_measured_to_carry() {
        assertThat(model.partitionsAt(10_000)).as("no fewer than are made").isEqualTo(6);
        assertThat(model.partitionsAt(100_000)).isEqualTo(20);
        assertThat(model.storesAt(100_000)).isEqualTo(17);
    }

    @Test
    void a_row_that_the_benchmark_lacks_is_named() {
        assertThatThrownBy(model::costs).hasMessageContaining("has no row (b) all distinct: alarms accepted");
    }

    @Test
    void the_page_says_what_the_benchmark_makes_of_it() throws IOException {
        ScaleModel measured = new ScaleModel(Files.readString(Path.of("docs", "benchmarks.md")));
        String page = Files.readString(PAGE);

        String written = replaced(replaced(page, "cost", measured.costs()), "sizing", measured.sizing());

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, written);
        } else {
            assertThat(page).as("-Ddocs.update=true writes it").isEqualTo(written);
        }
    }

    private static String replaced(String page, String name, String table) {
        String start = "<!-- " + name + " -->\n";
        int from = page.indexOf(start) + start.length();
        return page.substring(0, from) + table + page.substring(page.indexOf("<!-- end -->", from));
    }
}
