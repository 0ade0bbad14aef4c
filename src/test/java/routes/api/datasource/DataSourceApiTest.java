package routes.api.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;
import routes.datasource.TimeSeries;
import routes.kits.MemoryDataSource;

@Tag("slow")
class DataSourceApiTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static MemorySourceApi api;

    @BeforeAll
    static void start() throws Exception {
        api = MemorySourceApi.start(folder);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void a_connect_is_made_and_read_and_its_secret_is_never_shown_and_stored_sealed() throws Exception {
        JsonNode made = connect("reader");
        String id = made.path("_id").textValue();

        assertThat(made.path("memory_password").textValue()).isEqualTo("**********");
        assertThat(api.data("GET", "connect/" + id, "")).isEqualTo(made);
        assertThat(api.get("connect?name=" + made.path("name").textValue()).body())
                .contains(id)
                .doesNotContain(MemoryDataSource.PASSWORD);
        Document stored = api.database()
                .getCollection("veaiops__datasource_collector")
                .find(new Document("_id", new ObjectId(id)))
                .first();
        assertThat(stored.getString("memory_user")).isEqualTo("reader");
        assertThat(stored.getString("memory_password")).startsWith("v1:").doesNotContain(MemoryDataSource.PASSWORD);
    }

    @Test
    void an_update_keeps_what_it_leaves_out_and_the_masked_secret() throws Exception {
        String id = connect("reader").path("_id").textValue();

        JsonNode after =
                api.data("PUT", "connect/" + id, "{\"memory_user\":\"writer\",\"memory_password\":\"**********\"}");

        assertThat(after.path("memory_user").textValue()).isEqualTo("writer");
        api.data("POST", "connect/dial", "{\"connect_id\":\"" + id + "\"}");
    }

    @Test
    void a_secret_that_does_not_open_can_be_given_again_and_only_that_mends_it() throws Exception {
        String id = connect("reader").path("_id").textValue();
        api.database()
                .getCollection("veaiops__datasource_collector")
                .updateOne(
                        new Document("_id", new ObjectId(id)),
                        new Document("$set", new Document("memory_password", "v1:lost:AAAA")));

        assertError(api.send("PUT", "connect/" + id, "{\"memory_user\":\"writer\"}"), 409, "conflict");

        String again = "{\"memory_password\":\"" + MemoryDataSource.PASSWORD + "\"}";
        api.data("PUT", "connect/" + id, again);
        api.data("POST", "connect/dial", "{\"connect_id\":\"" + id + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"Memory\"} | name",
                "{\"name\":\"x\",\"type\":\"Nagios\"} | type",
                "{\"name\":\"x\",\"type\":\"Memory\",\"memory_password\":\"p\"} | memory_user",
                "{\"name\":\"x\",\"type\":\"Memory\",\"memory_user\":\"u\",\"memory_password\":\"\"} | memory_password",
                "{\"name\":\"x\",\"type\":\"Memory\",\"memory_user\":7,\"memory_password\":\"p\"} | memory_user"
            })
    void a_connect_that_is_wrong_is_refused_by_field(String body, String field) throws Exception {
        HttpResponse<String> answer = api.send("POST", "connect", body);

        assertError(answer, 422, "invalid_field");
        assertThat(Json.mapper().readTree(answer.body()).path("field").textValue())
                .isEqualTo(field);
    }

    @Test
    void a_name_is_taken_once() throws Exception {
        String name = connect("reader").path("name").textValue();

        assertError(api.send("POST", "connect", connectBody(name, "u", "p")), 409, "conflict");
    }

    @Test
    void a_test_of_a_connect_says_what_the_platform_says() throws Exception {
        api.data("POST", "connect/dail", connectBody("n", "u", MemoryDataSource.PASSWORD));

        HttpResponse<String> refused = api.send("POST", "connect/dial", connectBody("n", "u", "guess-me"));
        assertError(refused, 502, "platform_failed");
        assertThat(refused.body()).contains("denied").doesNotContain("guess-me");
        api.platform().fail(1, () -> new PlatformFailure.Unavailable("no answer in time", "timeout"));
        assertError(
                api.send("POST", "connect/dial", connectBody("n", "u", MemoryDataSource.PASSWORD)),
                504,
                "platform_timeout");
    }

    @Test
    void a_data_source_is_made_read_listed_changed_switched_and_deleted() throws Exception {
        JsonNode connect = connect("reader");
        String body = sourceBody("cpu-of-shop", connect);
        JsonNode made = api.data("POST", "memory", body);
        String id = made.path("_id").textValue();

        assertThat(made.path("memory_config").path("metric_name").textValue()).isEqualTo("cpu_total");
        assertThat(made.path("connect").path("id")).isEqualTo(connect.path("_id"));
        assertThat(api.data("GET", "memory/" + id, "")).isEqualTo(made);
        assertThat(api.data("GET", "memory/datasource_id/" + id, "")).isEqualTo(made);
        assertThat(api.get("memory/?name=OF-SHOP").body()).contains(id);
        JsonNode changed = api.data("PUT", "memory/" + id, body.replace("cpu_total", "cpu_idle"));
        assertThat(changed.path("memory_config").path("metric_name").textValue())
                .isEqualTo("cpu_idle");
        assertThat(api.data("PUT", id + "/active", "{\"is_active\":false}")
                        .path("is_active")
                        .booleanValue())
                .isFalse();
        assertError(api.send("POST", "memory", body), 409, "conflict");
        assertError(api.send("DELETE", "connect/" + connect.path("_id").textValue(), ""), 409, "conflict");
        api.data("DELETE", "memory/" + id, "");
        assertError(api.get("memory/" + id), 404, "not_found");
        api.data("DELETE", "connect/" + connect.path("_id").textValue(), "");
    }

    @Test
    void a_data_source_in_use_by_a_task_is_not_deleted() throws Exception {
        String id = source().path("_id").textValue();
        api.database()
                .getCollection("veaiops__intelligent_threshold_task")
                .insertOne(new Document("task_name", "nightly").append("datasource_id", new ObjectId(id)));

        HttpResponse<String> refused = api.send("DELETE", "memory/" + id, "");

        assertError(refused, 409, "conflict");
        assertThat(refused.body()).contains("nightly");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"connect_name\":\"c\",\"metric_name\":\"m\"} | 422 | name",
                "{\"name\":\"x\",\"metric_name\":\"m\"} | 422 | connect_name",
                "{\"name\":\"x\",\"connect_name\":\"nobody\",\"metric_name\":\"m\"} | 404 | ''",
                "{\"name\":\"x\",\"connect_name\":\"c\"} | 422 | metric_name",
                "{\"name\":\"x\",\"connect_name\":\"c\",\"metric_name\":\"m\",\"instances\":[{}]} | 422 | instances[0]",
                "{\"name\":\"x\",\"connect_name\":\"c\",\"metric_name\":\"m\",\"timezone\":\"Mars\"} | 422 | timezone"
            })
    void a_data_source_that_is_wrong_is_refused_by_field(String body, int status, String field) throws Exception {
        HttpResponse<String> answer = api.send("POST", "memory", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.mapper().readTree(answer.body()).path("field").asText(""))
                .isEqualTo(field);
    }

    @Test
    void what_the_platform_does_not_have_is_refused_and_a_platform_that_cannot_be_asked_is_not_waited_for()
            throws Exception {
        JsonNode connect = connect("reader");
        String unknown = sourceBody("unknown", connect).replace("cpu_total", "unknown.metric");
        String id = source().path("_id").textValue();

        HttpResponse<String> refused = api.send("POST", "memory", unknown);
        assertError(refused, 422, "invalid_field");
        assertThat(Json.mapper().readTree(refused.body()).path("field").asText())
                .isEqualTo("metric_name");
        assertThat(api.get("memory/?name=unknown").body()).doesNotContain("unknown.metric");
        assertError(api.send("PUT", "memory/" + id, unknown), 422, "invalid_field");
        assertThat(api.get("memory/" + id).body()).contains("cpu_total");

        String changed = "{\"memory_password\":\"of before\"}";
        api.data("PUT", "connect/" + connect.path("_id").textValue(), changed);
        assertThat(api.send("POST", "memory", unknown).statusCode()).isEqualTo(200);
    }

    @Test
    void points_are_read_live_within_limits() throws Exception {
        String id = source().path("_id").textValue();
        long start = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond();
        api.platform()
                .add(TimeSeries.of(
                        "cpu_total", Map.of("host", "a"), new long[] {start, start + 60}, new double[] {1, 2}));

        JsonNode series = api.data(
                "POST", "fetch?datasource_id=" + id + "&start_time=" + start + "&end_time=" + (start + 600), "");
        assertThat(series.get(0).path("unique_key").textValue()).isEqualTo("cpu_total|host=a");
        assertThat(series.get(0).path("timestamps")).hasSize(2);
        String ask =
                "{\"datasource_id\":\"" + id + "\",\"period\":\"%s\",\"start_time\":" + start + ",\"end_time\":%d}";
        assertThat(api.data("POST", "memory/metrics/timeseries", ask.formatted("60s", start + 600)))
                .hasSize(1);
        assertError(
                api.send("POST", "memory/metrics/timeseries", ask.formatted("1 minute", start + 600)),
                422,
                "invalid_field");
        assertError(
                api.send("POST", "memory/metrics/timeseries", ask.formatted("60s", start - 600)), 422, "invalid_field");
        assertError(
                api.send("POST", "fetch?datasource_id=" + id + "&start_time=1&end_time=" + start, ""),
                422,
                "invalid_field");
    }

    @Test
    void types_say_what_they_are_made_of() throws Exception {
        JsonNode types = api.data("GET", "types", "");

        assertThat(types.findValuesAsText("type")).containsExactly("Memory");
        assertThat(types.get(0).path("connect_fields").findValuesAsText("name"))
                .containsExactly("memory_user", "memory_url", "memory_password");
        assertError(api.get("nagios"), 404, "not_found");
        assertError(api.get("memory/lists/moons?connect_name=x"), 404, "not_found");
    }

    @Test
    void metric_templates_are_seeded_checked_and_changed() throws Exception {
        JsonNode seeded = api.data("GET", "template", "");
        assertThat(seeded.findValuesAsText("metric_type")).contains("ErrorRate100", "SuccessRate100");
        String id = seeded.get(0).path("_id").textValue();

        api.data("PUT", "template/" + id, "{\"max_value\":99.5,\"normal_range_end\":null,\"_id\":\"x\"}");
        JsonNode changed = api.data("GET", "template/" + id, "");
        assertThat(changed.path("max_value").doubleValue()).isEqualTo(99.5);
        assertThat(changed.path("normal_range_end").isNull()).isTrue();
        assertError(api.send("PUT", "template/" + id, "{\"max_value\":\"high\"}"), 422, "invalid_field");
        api.data("PUT", "template/" + id + "/toggle", "{\"active\":false}");
        assertError(
                api.send("POST", "template", "{\"name\":\"成功率\",\"metric_type\":\"SuccessRate\"}"), 409, "conflict");
        assertThat(api.send("POST", "template", "{\"name\":\"mine\",\"metric_type\":\"Count\"}")
                        .statusCode())
                .isEqualTo(201);
        assertError(api.send("POST", "template", "{\"name\":\"mine\",\"metric_type\":\"Moon\"}"), 422, "invalid_field");
    }

    private static JsonNode connect(String user) throws Exception {
        return api.data(
                "POST", "connect", connectBody("connect-" + NAMES.incrementAndGet(), user, MemoryDataSource.PASSWORD));
    }

    private static JsonNode source() throws Exception {
        return api.data("POST", "memory", sourceBody("source-" + NAMES.incrementAndGet(), connect("reader")));
    }

    private static String connectBody(String name, String user, String password) {
        return "{\"name\":\"%s\",\"type\":\"Memory\",\"memory_user\":\"%s\",\"memory_password\":\"%s\"}"
                .formatted(name, user, password);
    }

    private static String sourceBody(String name, JsonNode connect) {
        return "{\"name\":\"%s\",\"connect_name\":\"%s\",\"metric_name\":\"cpu_total\"}"
                .formatted(name, connect.path("name").textValue());
    }
}
