package routes.api.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import routes.api.datasource.MemorySourceApi;
import routes.common.json.Json;
import routes.datasource.TimeSeries;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;

/** A running API with one data source that has a week of points, and the words of the loop. */
abstract class ThresholdLoop {
    static final String TASK = "/apis/v1/intelligent-threshold/task";
    static final String ALARM = "/apis/v1/intelligent-threshold/alarm";
    static final int DAY = 86_400;

    @TempDir
    private Path folder;

    MemorySourceApi api;
    MemoryPlatform platform;
    String sourceId;

    @BeforeEach
    void start() throws Exception {
        api = MemorySourceApi.start(folder);
        platform = api.platform();
        List.of("a", "b").forEach(host -> platform.add(steady(host)));
        api.data(
                "POST",
                "connect",
                "{\"name\":\"c\",\"type\":\"Memory\",\"memory_user\":\"u\",\"memory_password\":\"%s\"}"
                        .formatted(MemoryDataSource.PASSWORD));
        sourceId = api.data("POST", "memory", "{\"name\":\"cpu\",\"connect_name\":\"c\",\"metric_name\":\"cpu_total\"}")
                .path("_id")
                .textValue();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    String task(String more) throws Exception {
        String body = ask("t", "\"datasource_id\":\"" + sourceId + "\"");
        ObjectNode merged = (ObjectNode) Json.mapper().readTree(body);
        merged.setAll((ObjectNode) Json.mapper().readTree(more));
        JsonNode made = api.data("POST", TASK, merged.toString());
        assertThat(made.path("latest_version").path("status").textValue()).isEqualTo("Launching");
        return made.path("_id").textValue();
    }

    String ask(String name, String field) throws Exception {
        ObjectNode body = (ObjectNode) Json.mapper()
                .readTree("{\"task_name\":\"" + name + "\",\"datasource_id\":\"" + sourceId
                        + "\",\"direction\":\"up\",\"sensitivity\":0.5,\"metric_template_value\":{},\"n_count\":3}");
        body.setAll((ObjectNode) Json.mapper().readTree("{" + field + "}"));
        return body.toString();
    }

    static String rerun(String task, String field) throws Exception {
        ObjectNode body = (ObjectNode) Json.mapper()
                .readTree("{\"task_id\":\"" + task
                        + "\",\"direction\":\"up\",\"sensitivity\":0.5,\"metric_template_value\":{},\"n_count\":3}");
        body.setAll((ObjectNode) Json.mapper().readTree("{" + field + "}"));
        return body.toString();
    }

    JsonNode computed(String task, int number) {
        return await("version " + number)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> version(task, number),
                        found -> found.path("status").asText().matches("Success|Failed"));
    }

    JsonNode version(String task, int number) throws Exception {
        for (JsonNode version : api.data("GET", TASK + "/versions/?task_id=" + task, "")) {
            if (version.path("version").intValue() == number) {
                return version;
            }
        }
        return Json.mapper().missingNode();
    }

    JsonNode plan(String task, JsonNode version, String more) throws Exception {
        return api.data("POST", ALARM + "/plan", order(task, version.path("_id").textValue(), more));
    }

    JsonNode sync(String task, JsonNode version, String more) throws Exception {
        return api.data("POST", ALARM + "/sync", order(task, version.path("_id").textValue(), more));
    }

    static String order(String task, String version, String more) {
        return "{\"task_id\":\"" + task + "\",\"task_version_id\":\"" + version + "\"" + more + "}";
    }

    void assertRefused(String path, String body, int status, String field) throws Exception {
        HttpResponse<String> answer = api.send("POST", path, body);
        assertThat(answer.statusCode()).as(path + body + answer.body()).isEqualTo(status);
        assertThat(Json.mapper().readTree(answer.body()).path("field").asText(""))
                .isEqualTo(field);
    }

    void changeAtPlatform(MemoryPlatform.Rule rule) {
        ObjectNode content = rule.content().deepCopy();
        content.put("threshold", 1234.0);
        platform.put(new MemoryPlatform.Rule(
                rule.remoteId(), rule.owner(), rule.ruleId(), rule.name(), rule.enabled(), content));
    }

    static TimeSeries steady(String host) {
        long end = Instant.now().getEpochSecond() / 60 * 60;
        long[] times = LongStream.range(0, 7 * DAY / 60)
                .map(minute -> end - 7 * DAY + 60 * minute)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        return TimeSeries.of("cpu_total", Map.of("host", host), times, values);
    }
}
