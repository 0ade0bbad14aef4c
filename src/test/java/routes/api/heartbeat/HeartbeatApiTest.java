package routes.api.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.rejected.AlarmAppender;
import routes.common.json.Json;
import routes.fakes.WireStore;
import routes.http.RunningApi;
import routes.store.MongoHeartbeats;
import routes.wiring.HeartbeatWiring;

@Tag("slow")
class HeartbeatApiTest {
    private static final String PATH = "/apis/v1/manager/event-center/heartbeat/";
    private static final String MATCHERS = "\"matchers\":[{\"name\":\"alertname\",\"value\":\"Watchdog\"}]";
    private static final String WATCH = "{\"name\":\"cluster prod\",\"source\":\"alertmanager\"," + MATCHERS
            + ",\"every_seconds\":300,\"level\":\"P0\",\"project\":[\"shop\"],\"suppress\":true}";

    private static final List<Alarm> LOGGED = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static WireStore store;
    private static MongoDatabase database;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        store = WireStore.start(folder);
        database = store.empty();
        AlarmAppender log = LOGGED::addAll;
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                List.of(new HeartbeatWiring()),
                Map.of("mongoDatabase", database, "alarmLog", log),
                Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @Test
    void a_watch_is_created_read_listed_changed_and_deleted() throws Exception {
        JsonNode created = data("POST", PATH, WATCH, 201);
        String id = created.get("_id").textValue();

        assertThat(created.get("state").textValue()).isEqualTo("waiting");
        assertThat(created.get("suppress").booleanValue()).isTrue();
        assertThat(data("GET", PATH + id, "", 200)).isEqualTo(created);
        assertThat(data("GET", PATH, "", 200).findValuesAsText("_id")).contains(id);
        new MongoHeartbeats(database).seen(id, Instant.parse("2026-11-23T10:00:00Z"));
        JsonNode changed = data("PUT", PATH + id, "{\"name\":\"a\",\"source\":\"grafana\",\"every_seconds\":60}", 200);
        assertThat(changed.get("level").textValue()).isEqualTo("P1");
        assertThat(changed.get("state").textValue()).isEqualTo("alive");
        assertThat(changed.get("last_seen").textValue()).startsWith("2026-11-23T10:00:00");
        assertThat(changed.get("matchers")).isEmpty();
        assertThat(data("GET", PATH + id, "", 200)).isEqualTo(changed);
        assertThat(data("DELETE", PATH + id, "", 200)).isEqualTo(changed);
        RunningApi.assertError(api.get(PATH + id), 404, "not_found");
        RunningApi.assertError(api.json("PUT", PATH + id, WATCH), 404, "not_found");
    }

    @Test
    void the_alarm_of_a_watch_that_is_deleted_ends() throws Exception {
        String id = data("POST", PATH, WATCH, 201).get("_id").textValue();
        new MongoHeartbeats(database).silent(id, Instant.parse("2026-11-23T10:00:00Z"));

        JsonNode deleted = data("DELETE", PATH + id, "", 200);

        assertThat(deleted.get("state").textValue()).isEqualTo("silent");
        assertThat(LOGGED).singleElement().satisfies(alarm -> {
            assertThat(alarm.status()).isEqualTo(AlarmStatus.RESOLVED);
            assertThat(alarm.fingerprint()).isEqualTo("veaiops:heartbeat:" + id);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name              | {\"source\":\"a\",\"every_seconds\":60}",
                "every_seconds     | {\"name\":\"a\",\"source\":\"a\"}",
                "every_seconds     | {\"name\":\"a\",\"source\":\"a\",\"every_seconds\":0}",
                "every_seconds     | {\"name\":\"a\",\"source\":\"a\",\"every_seconds\":2678401}",
                "matchers          | {\"name\":\"a\",\"every_seconds\":60}",
                "matchers          | {\"name\":\"a\",\"every_seconds\":60,\"matchers\":[{\"name\":\"a\",\"value\":\"\"}]}",
                "matchers[0].value | {\"name\":\"a\",\"source\":\"a\",\"every_seconds\":60,\"matchers\":[{\"name\":\"a\",\"op\":\"=~\",\"value\":\"(\"}]}",
                "source            | {\"name\":\"a\",\"source\":\"veaiops\",\"every_seconds\":60}",
                "suppress          | {\"name\":\"a\",\"source\":\"a\",\"every_seconds\":60,\"suppress\":true}",
                "level             | {\"name\":\"a\",\"source\":\"a\",\"every_seconds\":60,\"level\":\"P9\"}",
                "project[0]        | {\"name\":\"a\",\"source\":\"a\",\"every_seconds\":60,\"project\":[\"\"]}"
            })
    void what_is_missing_or_wrong_is_refused_by_name(String field, String body) throws Exception {
        HttpResponse<String> answer = api.json("POST", PATH, body);

        RunningApi.assertError(answer, 422, "invalid_field");
        assertThat(Json.mapper().readTree(answer.body()).get("field").textValue())
                .isEqualTo(field);
    }

    private static JsonNode data(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = api.json(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
