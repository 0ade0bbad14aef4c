package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.error.RefusedRequest;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** Thresholds that the engine itself calls poor become rules when a person or the task says so, never by the schedule alone. */
@Tag("slow")
class PoorQualityTest {
    @TempDir
    private Path folder;

    private MemoryTask task;

    @BeforeEach
    void start() {
        task = MemoryTask.start(folder).reading("a").computed();
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void the_schedule_leaves_the_rule_of_a_poor_threshold_as_it_is_and_the_plan_shows_the_quality() {
        result(entry("a", 60, "good"), entry("b", 60, "good"));
        task.sync().sync(task.order(), false);
        result(entry("a", 70, "good"), entry("b", 70, "poor"));

        RulePlan plan = task.sync().plan(task.order());
        assertThat(plan.rules()).filteredOn(plan::isPoor).singleElement().satisfies(rule -> {
            assertThat(rule.name()).contains("host=b");
            assertThat(rule.action()).isEqualTo(RuleAction.UPDATE);
        });
        assertThat(task.sync().plan(task.scheduled()).rules())
                .extracting(PlannedRule::reason)
                .containsExactlyInAnyOrder(RuleReason.CHANGED, RuleReason.POOR_QUALITY);
        task.sync().sync(task.scheduled(), false);

        assertThat(task.bounds()).containsExactlyInAnyOrder(70.0, 60.0);
    }

    @Test
    void a_person_and_a_task_that_wants_them_sync_poor_thresholds() {
        result(entry("a", 60, "poor"));
        assertThatThrownBy(() -> task.sync().sync(task.scheduled(), false))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("sync_poor");
        assertThat(task.platform().rules()).isEmpty();

        task.sync().sync(task.order(), false);
        assertThat(task.bounds()).containsExactly(60.0);

        result(entry("a", 80, "poor"));
        task.loop().tasks().tasks().syncPoor(List.of(task.place().taskId()), true);
        task.sync().sync(task.scheduled(), false);
        assertThat(task.bounds()).containsExactly(80.0);
    }

    private void result(ObjectNode... entries) {
        Versions.Outcome outcome = new Versions.Outcome(VersionStatus.SUCCESS, null, List.of(entries));
        assertThat(task.loop().tasks().versions().correct(task.place().versionId(), outcome, MemoryTask.NOW))
                .isTrue();
    }

    private static ObjectNode entry(String host, double upper, String quality) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("name", "cpu_total")
                .put("unique_key", "cpu_total|host=" + host)
                .put("status", "Success");
        entry.putObject("labels").put("host", host);
        entry.putObject("quality").put("level", quality);
        entry.putArray("thresholds")
                .addObject()
                .put("start_hour", 0)
                .put("end_hour", 24)
                .put("upper_bound", upper)
                .put("upper_window", 3);
        return entry;
    }
}
