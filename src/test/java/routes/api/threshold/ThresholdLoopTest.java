package routes.api.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;
import routes.kits.MemoryPlatform;

/** The whole loop over HTTP: task, thresholds, plan, sync, a changed rule, drift, sync again. */
@Tag("slow")
class ThresholdLoopTest extends ThresholdLoop {
    @Test
    void a_task_becomes_thresholds_with_a_back_test() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        assertThat(version.path("status").textValue())
                .as(version.toPrettyString())
                .isEqualTo("Success");
        assertThat(version.path("progress").path("fetched"))
                .isEqualTo(version.path("progress").path("slots"));
        assertThat(version.path("result")).hasSize(2);
        assertThat(version.path("result")
                        .get(0)
                        .path("back_test")
                        .path("alarms_per_day")
                        .isNumber())
                .isTrue();
    }

    @Test
    void rules_are_planned_made_left_alone_and_mended_when_somebody_changed_one() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        JsonNode plan = plan(task, version, "");
        assertThat(plan.path("create").intValue()).isEqualTo(2);
        assertThat(plan.path("rules").get(0).path("diff").textValue()).contains("+  \"threshold\"");
        assertThat(platform.writes()).isZero();

        JsonNode synced = sync(task, version, ",\"no_data_minutes\":10");
        assertThat(synced.path("status").intValue()).isEqualTo(1);
        assertThat(synced.path("created").intValue()).isEqualTo(2);
        assertThat(synced.path("no_data_minutes").intValue()).isEqualTo(10);
        assertThat(platform.rules()).hasSize(2);
        assertThat(plan(task, version, "").path("keep").intValue()).isEqualTo(2);
        int writes = platform.writes();
        assertThat(sync(task, version, "").path("total").intValue()).isZero();
        assertThat(platform.writes()).isEqualTo(writes);

        changeAtPlatform(platform.rules().get(0));
        JsonNode drifted = plan(task, version, "");
        assertThat(drifted.path("drifted").intValue()).isEqualTo(1);
        assertThat(drifted.path("rules").findValuesAsText("reason")).contains("changed_at_platform");
        assertThat(sync(task, version, "").path("updated").intValue()).isEqualTo(1);
        assertThat(plan(task, version, "").path("keep").intValue()).isEqualTo(2);
        assertThat(api.get(ALARM + "/sync-records?task_id=" + task + "&task_version_id="
                                + version.path("_id").textValue())
                        .body())
                .contains("\"total\":3");
    }

    @Test
    void what_a_sync_or_an_adoption_does_not_name_is_as_the_last_sync_had_it() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        String versionId = version.path("_id").textValue();
        assertPolicy(sync(task, version, ""), "P2", "[]", "[]", "");
        sync(
                task,
                version,
                ",\"alarm_level\":\"P0\",\"contact_group_ids\":[\"g-1\"],\"alert_methods\":[\"Email\"],\"no_data_minutes\":10");

        assertPolicy(sync(task, version, ""), "P0", "[\"g-1\"]", "[\"Email\"]", "10");
        api.data("POST", ALARM + "/adopt", order(task, versionId, ",\"apply\":true"));
        assertThat(plan(task, version, "").path("keep").intValue())
                .as("an adoption of nothing changes no rule")
                .isEqualTo(2);
        assertPolicy(sync(task, version, ",\"alarm_level\":\"P1\""), "P1", "[\"g-1\"]", "[\"Email\"]", "10");
        assertPolicy(
                sync(task, version, ",\"contact_group_ids\":[],\"alert_methods\":null,\"no_data_minutes\":null"),
                "P1",
                "[]",
                "[]",
                "");
    }

    private static void assertPolicy(JsonNode synced, String level, String groups, String methods, String minutes) {
        assertThat(synced.path("alarm_level").asText()).isEqualTo(level);
        assertThat(synced.path("contact_group_ids").toString()).isEqualTo(groups);
        assertThat(synced.path("alert_methods").toString()).isEqualTo(methods);
        assertThat(synced.path("no_data_minutes").asText("")).isEqualTo(minutes);
    }

    @Test
    void a_partly_failed_sync_is_no_success_and_the_next_one_does_the_rest() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        platform.failWrites(1, () -> new PlatformFailure.BadRequest("limit", "no more rules today"));
        JsonNode failed = sync(task, version, "");
        assertThat(failed.path("status").intValue()).isEqualTo(2);
        assertThat(failed.path("failed").intValue()).isEqualTo(1);
        assertThat(failed.path("created").intValue()).isEqualTo(1);
        assertThat(failed.path("rule_operations")
                        .path("failed")
                        .get(0)
                        .path("error")
                        .textValue())
                .contains("no more rules today");

        assertThat(sync(task, version, "").path("created").intValue()).isEqualTo(1);
        assertThat(platform.rules()).hasSize(2);
    }

    @Test
    void a_rule_of_a_thing_that_is_not_known_to_be_gone_is_deleted_after_a_confirmation() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        sync(task, version, "");
        api.data(
                "POST",
                TASK + "/" + task + "/update_result",
                "{\"task_version\":1,\"status\":\"Success\",\"results\":[{\"name\":\"cpu_total\",\"status\":\"Success\","
                        + "\"unique_key\":\"cpu_total|host=a\",\"labels\":{\"host\":\"a\"},\"thresholds\":"
                        + "[{\"start_hour\":0,\"end_hour\":24,\"upper_bound\":77.5,\"window_size\":3}]}]}");

        JsonNode plan = plan(task, version, "");
        assertThat(plan.path("needs_confirmation").booleanValue()).isTrue();
        assertThat(plan.path("rules").findValuesAsText("needs_confirmation")).containsExactly("true");
        assertRefused(ALARM + "/sync", order(task, version.path("_id").textValue(), ""), 409, "");
        assertThat(platform.rules()).hasSize(2);

        JsonNode done = sync(task, version, ",\"confirm_deletions\":true");
        assertThat(done.path("deleted").intValue()).isEqualTo(1);
        assertThat(platform.rules()).hasSize(1);
    }

    @Test
    void bounds_of_some_days_of_the_week_are_refused_where_rules_do_not_know_them() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        String corrected =
                "{\"task_version\":1,\"status\":\"Success\",\"results\":[{\"name\":\"cpu_total\",\"status\":\"Success\","
                        + "\"unique_key\":\"cpu_total|host=a\",\"labels\":{\"host\":\"a\"},\"thresholds\":"
                        + "[{\"start_hour\":0,\"end_hour\":24,\"upper_bound\":77.5,\"window_size\":3,\"days\":\"%s\"}]}]}";
        assertRefused(
                TASK + "/" + task + "/update_result",
                corrected.formatted("sundays"),
                422,
                "results[0].thresholds[0].days");
        api.data("POST", TASK + "/" + task + "/update_result", corrected.formatted("weekends"));

        assertRefused(ALARM + "/sync", order(task, version.path("_id").textValue(), ""), 422, "task_version_id");
        assertThat(platform.rules()).isEmpty();
    }

    @Test
    void a_chart_shows_what_was_learned() throws Exception {
        String task = task("{}");
        computed(task, 1);

        HttpResponse<String> chart = api.get(TASK + "/" + task + "/chart.svg?unique_key=cpu_total%7Chost=b");

        assertThat(chart.statusCode()).isEqualTo(200);
        assertThat(chart.headers().firstValue("content-type").orElse("")).startsWith("image/svg+xml");
        assertThat(chart.body()).contains("<svg").contains("</svg>");
        assertError(api.get(TASK + "/" + task + "/chart.svg?unique_key=none"), 404, "not_found");
        assertError(api.get(TASK + "/" + task + "/chart.svg?version=9"), 404, "not_found");
    }

    @Test
    void what_is_wrong_is_refused_and_nothing_changes() throws Exception {
        String task = task("{}");
        JsonNode version = computed(task, 1);
        String other = "6".repeat(24);
        String versionId = version.path("_id").textValue();

        assertRefused(TASK, ask("t2", "\"datasource_id\":\"" + other + "\""), 404, "");
        assertRefused(TASK, ask("t2", "\"direction\":\"sideways\""), 422, "direction");
        assertRefused(TASK, ask("t2", "\"n_count\":0"), 422, "n_count");
        assertRefused(TASK, ask("t2", "\"sensitivity\":2"), 422, "sensitivity");
        assertRefused(
                TASK,
                ask("t2", "\"metric_template_value\":{\"max_value\":\"high\"}"),
                422,
                "metric_template_value.max_value");
        assertRefused(TASK, ask("t2", "\"task_priority\":5"), 422, "task_priority");
        assertRefused(TASK, ask("t2", "\"datasource_type\":\"Zabbix\""), 422, "datasource_type");
        assertRefused(TASK, ask("t2", "\"projects\":[\"p\"]"), 409, "");
        assertRefused(ALARM + "/sync", order(task, other, ""), 404, "");
        assertRefused(ALARM + "/sync", order(other, versionId, ""), 404, "");
        assertRefused(ALARM + "/sync", order(task, versionId, ",\"alarm_level\":\"P9\""), 422, "alarm_level");
        assertRefused(ALARM + "/sync", order(task, versionId, ",\"webhook\":\"ftp://x\""), 422, "webhook");
        assertRefused(ALARM + "/sync", order(task, versionId, ",\"no_data_minutes\":0"), 422, "no_data_minutes");
        assertRefused(ALARM + "/sync", order(task, versionId, ",\"no_data_minutes\":1441"), 422, "no_data_minutes");
        assertError(api.get(ALARM + "/sync-records?task_id=" + task), 422, "invalid_field");
        assertError(api.get(TASK + "/" + other), 404, "not_found");
        assertThat(platform.writes()).isZero();
    }

    @Test
    void only_a_success_becomes_rules_and_a_failure_says_why() throws Exception {
        String task = task("{}");
        computed(task, 1);
        api.data("POST", TASK + "/rerun", rerun(task, "\"metric_template_value\":{\"max_value\":1}"));
        JsonNode failed = computed(task, 2);

        assertThat(failed.path("status").textValue()).isEqualTo("Failed");
        assertThat(failed.path("result").get(0).path("error_message").textValue())
                .contains("max_value");
        assertRefused(ALARM + "/sync", order(task, failed.path("_id").textValue(), ""), 409, "");
        api.data(
                "POST",
                TASK + "/" + task + "/update_result",
                "{\"task_version\":2,\"status\":\"Success\",\"results\":[{\"name\":\"cpu_total\",\"status\":\"Success\","
                        + "\"unique_key\":\"cpu_total|host=a\",\"labels\":{\"host\":\"a\"},\"thresholds\":"
                        + "[{\"start_hour\":0,\"end_hour\":24,\"upper_bound\":77.5,\"window_size\":3}]}]}");
        assertThat(sync(task, failed, "").path("created").intValue()).isEqualTo(1);
        assertThat(platform.rules().get(0).content().path("threshold").doubleValue())
                .isEqualTo(77.5);
    }

    @Test
    void a_wrong_password_ends_a_version_with_the_words_of_the_platform() throws Exception {
        platform.fail(1, () -> new PlatformFailure.Unauthorized("denied", "the platform does not know this account"));
        String task = task("{}");

        JsonNode version = computed(task, 1);

        assertThat(version.path("status").textValue()).isEqualTo("Failed");
        assertThat(version.path("error_message").textValue()).contains("denied");
    }

    @Test
    void a_refresh_computes_anew_and_syncs_with_the_policy_of_the_last_sync() throws Exception {
        String task = task("{\"auto_update\":true}");
        sync(task, computed(task, 1), ",\"alarm_level\":\"P0\"");
        changeAtPlatform(platform.rules().get(0));

        JsonNode round = api.data("POST", TASK + "/auto-refresh/initialize", "");
        assertThat(round.path("details")).hasSize(1);
        await("the refresh")
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.data("POST", TASK + "/auto-refresh/process", "")
                                .path("status")
                                .intValue()
                        == 3);

        JsonNode done = api.data("POST", TASK + "/auto-refresh/process", "");
        assertThat(done.path("details").get(0).path("state").textValue())
                .as(done.toPrettyString())
                .isEqualTo("synced");
        assertThat(platform.rules())
                .allMatch(rule -> rule.content().path("level").asText().equals("P0"));
        assertThat(platform.rules())
                .noneMatch(rule -> rule.content().path("threshold").asInt() == 1234);
        assertThat(api.data("GET", TASK + "/" + task, "")
                        .path("latest_version")
                        .path("version")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void deleting_a_task_deletes_its_rules_and_no_others() throws Exception {
        String task = task("{}");
        sync(task, computed(task, 1), "");
        platform.put(new MemoryPlatform.Rule(
                "mine", "", "", "cpu by hand", true, Json.mapper().createObjectNode()));

        api.data("DELETE", TASK + "/" + task, "");

        assertThat(platform.rules()).extracting(MemoryPlatform.Rule::remoteId).containsExactly("mine");
        assertError(api.get(TASK + "/" + task), 404, "not_found");
    }
}
