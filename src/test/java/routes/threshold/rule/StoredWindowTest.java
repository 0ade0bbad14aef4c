package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.datasource.RuleBlock;

/** Windows and hours of stored results, as rules get them (B-4, B-11, B-25). */
class StoredWindowTest {
    private static final Thresholds.Form ANEW = new Thresholds.Form(Duration.ofMinutes(5), false, true);
    private static final Thresholds.Form BACK = new Thresholds.Form(Duration.ofMinutes(5), true, false);

    @Test
    void a_window_is_the_seconds_that_were_learned() {
        RuleBlock block = blocks(
                        ANEW,
                        block(0, 24)
                                .put("upper_bound", 9)
                                .put("upper_window", 3)
                                .put("upper_window_seconds", 45))
                .get(0);

        assertThat(block.upper().window()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void a_window_in_points_alone_is_at_the_interval_of_the_data_source() {
        List<RuleBlock> blocks = blocks(
                ANEW,
                block(0, 12).put("upper_bound", 9).put("lower_bound", 1).put("window_size", 2),
                block(12, 24).put("lower_bound", 2).put("lower_window", 4));

        assertThat(blocks.get(0).upper().window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(blocks.get(0).lower().window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(blocks.get(1).lower().window()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void a_bound_that_stays_over_an_edge_is_one_block_so_that_its_alarm_goes_on() {
        List<RuleBlock> blocks = blocks(
                ANEW,
                block(0, 6).put("upper_bound", 9).put("lower_bound", 1),
                block(6, 18).put("upper_bound", 9).put("lower_bound", 5),
                block(18, 24).put("upper_bound", 7).put("lower_bound", 5));

        assertThat(blocks)
                .extracting(block -> block.startHour() + "-" + block.endHour() + " "
                        + (block.upper() == null ? "" : block.upper().value()) + " "
                        + (block.lower() == null ? "" : block.lower().value()))
                .containsExactly("0-6  1.0", "0-18 9.0 ", "6-24  5.0", "18-24 7.0 ");
    }

    @Test
    void bounds_of_rules_that_look_back_are_moved_at_the_edges() {
        List<RuleBlock> blocks = blocks(
                BACK,
                block(0, 6).put("upper_bound", 12).put("window_size", 3),
                block(6, 24).put("upper_bound", 121).put("window_size", 3));

        assertThat(blocks.get(0).upper().late()).isEqualTo(Duration.ofMinutes(15));
        assertThat(blocks.get(0).upper().longer()).isEqualTo(Duration.ZERO);
        assertThat(blocks.get(1).upper().late()).isEqualTo(Duration.ZERO);
        assertThat(blocks.get(1).upper().longer()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void bounds_of_days_of_the_week_are_moved_where_the_days_before_have_other_bounds() {
        List<RuleBlock> blocks = blocks(
                new Thresholds.Form(Duration.ofMinutes(5), true, true),
                block(0, 24).put("upper_bound", 121).put("window_size", 3).put("days", "weekdays"),
                block(0, 24).put("upper_bound", 12).put("window_size", 3).put("days", "weekends"));

        assertThat(blocks)
                .extracting(
                        block -> block.days().size() + " days " + block.upper().value() + " +"
                                + block.upper().late().toMinutes() + " +"
                                + block.upper().longer().toMinutes())
                .containsExactly(
                        "4 days 121.0 +0 +0", "1 days 121.0 +0 +15", "1 days 12.0 +15 +0", "1 days 12.0 +0 +0");
    }

    private static ObjectNode block(int from, int to) {
        return JsonNodeFactory.instance.objectNode().put("start_hour", from).put("end_hour", to);
    }

    private static List<RuleBlock> blocks(Thresholds.Form form, ObjectNode... blocks) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("name", "cpu")
                .put("unique_key", "cpu|")
                .put("status", "Success");
        entry.putArray("thresholds").addAll(List.of(blocks));
        return Thresholds.of(List.of(entry), form).series().get(0).blocks();
    }
}
