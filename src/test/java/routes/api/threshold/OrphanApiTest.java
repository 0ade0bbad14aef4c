package routes.api.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.PlatformFailure;
import routes.kits.MemoryPlatform;

/** Rules that are left behind, given up and rolled back, over HTTP: each operation says first what it would do. */
@Tag("slow")
class OrphanApiTest extends ThresholdLoop {
    @Test
    void a_change_of_region_shows_the_rules_of_before_as_orphans_and_the_next_sync_removes_them() throws Exception {
        String task = task("{}");
        sync(task, computed(task, 1), "");
        assertThat(api.data("GET", ALARM + "/orphans", "")).isEmpty();

        api.data(
                "PUT",
                "memory/" + sourceId,
                "{\"connect_name\":\"c\",\"metric_name\":\"cpu_total\",\"region\":\"south\"}");
        JsonNode left = api.data("GET", ALARM + "/orphans", "");
        assertThat(left).hasSize(1);
        assertThat(left.get(0).path("rules")).hasSize(2);
        assertThat(left.get(0).path("where").path("region").asText("?")).isEmpty();

        api.data("POST", TASK + "/rerun", rerun(task, "\"task_priority\":3"));
        JsonNode second = computed(task, 2);
        JsonNode plan = plan(task, second, "");
        assertThat(plan.path("rules").findValuesAsText("reason")).contains("orphan", "new");
        JsonNode synced = sync(task, second, "");
        assertThat(synced.path("deleted").intValue()).as(synced.toString()).isEqualTo(2);
        assertThat(platform.rules())
                .hasSize(2)
                .extracting(MemoryPlatform.Rule::owner)
                .containsOnly(sourceId + "@south");
        assertThat(api.data("GET", ALARM + "/orphans", "")).isEmpty();
    }

    @Test
    void a_task_whose_platform_is_gone_leaves_a_tombstone_and_its_rules_can_be_removed_later() throws Exception {
        String task = task("{}");
        sync(task, computed(task, 1), "");
        platform.fail(1, () -> new PlatformFailure.Unavailable("no answer in time", "timeout"));
        assertThat(api.send("DELETE", TASK + "/" + task + "?force=true", "").statusCode())
                .isEqualTo(200);

        JsonNode left = api.data("GET", ALARM + "/orphans", "").get(0);
        assertThat(left.path("task_name").asText()).isEqualTo("t");
        assertThat(left.path("reason").asText()).contains("no answer in time");
        assertThat(left.path("rules")).hasSize(2);

        String order = "{\"datasource_id\":\"" + sourceId + "\"}";
        JsonNode plan = api.data("POST", ALARM + "/orphans/remove", order);
        assertThat(plan.path("rules").findValuesAsText("action")).containsExactly("delete", "delete");
        assertThat(platform.rules()).hasSize(2);
        JsonNode done = api.data("POST", ALARM + "/orphans/remove", order.replace("}", ",\"apply\":true}"));
        assertThat(done.path("rules").findValuesAsText("status")).containsExactly("success", "success");
        assertThat(platform.rules()).isEmpty();
        assertThat(api.data("GET", ALARM + "/orphans", "")).isEmpty();
    }

    @Test
    void rules_are_given_up_and_taken_back_by_their_names() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        sync(task, version, "");
        String order = "{\"datasource_id\":\"" + sourceId + "\"}";

        assertThat(api.data("POST", ALARM + "/disown", order).path("rule_names"))
                .hasSize(2);
        assertThat(plan(task, version, "").path("rules").findValuesAsText("reason"))
                .containsOnly("same");
        api.data("POST", ALARM + "/disown", order.replace("}", ",\"apply\":true}"));
        assertThat(plan(task, version, "").path("rules").findValuesAsText("reason"))
                .containsOnly("not_ours");
        api.data("POST", ALARM + "/own", order.replace("}", ",\"apply\":true}"));
        assertThat(plan(task, version, "").path("rules").findValuesAsText("reason"))
                .containsOnly("same");
    }

    @Test
    void a_rollback_shows_its_plan_and_then_syncs_the_version_of_before() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        sync(task, first, "");
        String order = "{\"task_id\":\"" + task + "\"}";
        assertThat(api.send("POST", ALARM + "/rollback", order).statusCode()).isEqualTo(409);

        api.data("POST", TASK + "/rerun", rerun(task, "\"sensitivity\":0"));
        sync(task, computed(task, 2), "");
        JsonNode plan = api.data("POST", ALARM + "/rollback", order);
        assertThat(plan.path("task_version_id").asText())
                .isEqualTo(first.path("_id").asText());
        assertThat(plan.path("update").intValue()).isEqualTo(2);

        JsonNode done = api.data("POST", ALARM + "/rollback", order.replace("}", ",\"apply\":true}"));
        assertThat(done.path("status").intValue()).isEqualTo(1);
        assertThat(done.path("updated").intValue()).isEqualTo(2);
        assertThat(plan(task, first, "").path("keep").intValue()).isEqualTo(2);
    }
}
