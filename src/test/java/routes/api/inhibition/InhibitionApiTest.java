package routes.api.inhibition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.fakes.SampleEvent;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.http.RunningApi;
import routes.store.ConfigurationStore;
import routes.store.MongoEventLedger;
import routes.store.MongoOpenEvents;
import routes.store.StoreIndexes;
import routes.subscription.inhibition.Inhibitions;
import routes.wiring.InhibitionWiring;

@Tag("slow")
class InhibitionApiTest {
    private static final String PATH = "/apis/v1/manager/event-center/inhibition/";
    private static final String NAME = "\"name\":\"a host takes its services with it\"";
    private static final String SOURCE = "\"source_matchers\":[{\"name\":\"alertname\",\"value\":\"HostDown\"}]";
    private static final String TARGET = "\"target_matchers\":[{\"name\":\"level\",\"op\":\"=~\",\"value\":\"P[12]\"}]";
    private static final String RULE = "{" + NAME + "," + SOURCE + "," + TARGET + ",\"equal\":[\"host\",\"host\"]}";

    @TempDir
    private static Path folder;

    private static WireStore store;
    private static MongoDatabase database;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        store = WireStore.start(folder);
        database = store.empty();
        StoreIndexes.create(database);
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "routes/housekeeping.camel.yaml"),
                List.of(new InhibitionWiring()),
                Map.of("mongoDatabase", database),
                Map.of("veaiops.matching.refresh-millis", "100", RunningApi.ROUTES, "api-*,inhibitions-refresh"));
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @Test
    void a_rule_is_created_read_listed_changed_and_deleted() throws Exception {
        JsonNode created = data("POST", PATH, RULE, 201);
        String id = created.get("_id").textValue();

        assertThat(created.get("equal")).hasSize(1);
        assertThat(created.get("target_matchers").get(0).get("op").textValue()).isEqualTo("=~");
        assertThat(data("GET", PATH + id, "", 200)).isEqualTo(created);
        assertThat(data("GET", PATH, "", 200).findValuesAsText("_id")).contains(id);
        JsonNode changed = data(
                "PUT",
                PATH + id,
                "{" + NAME + "," + TARGET.replace("target", "source") + "," + SOURCE.replace("source", "target")
                        + ",\"comment\":\"swapped\"}",
                200);
        assertThat(changed.get("comment").textValue()).isEqualTo("swapped");
        assertThat(changed.get("equal")).isEmpty();
        assertThat(changed.get("created_at")).isEqualTo(created.get("created_at"));
        assertThat(changed.get("updated_at")).isNotEqualTo(created.get("updated_at"));
        assertThat(data("DELETE", PATH + id, "", 200)).isEqualTo(changed);
        RunningApi.assertError(api.get(PATH + id), 404, "not_found");
        RunningApi.assertError(api.json("PUT", PATH + id, RULE), 404, "not_found");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name                     | {#source,#target}",
                "name                     | {\"name\":\" \",#source,#target}",
                "source_matchers          | {#name,#target}",
                "target_matchers          | {#name,#source,\"target_matchers\":[]}",
                "target_matchers          | {#name,#source,\"target_matchers\":[{\"name\":\"a\",\"op\":\"!=\",\"value\":\"b\"}]}",
                "source_matchers[0].value | {#name,#target,\"source_matchers\":[{\"name\":\"a\",\"op\":\"=~\",\"value\":\"(\"}]}",
                "equal[1]                 | {#name,#source,#target,\"equal\":[\"host\",\"\"]}"
            })
    void what_is_missing_or_wrong_is_refused_by_name(String field, String body) throws Exception {
        HttpResponse<String> answer = api.json(
                "POST",
                PATH,
                body.replace("#name", NAME).replace("#source", SOURCE).replace("#target", TARGET));

        RunningApi.assertError(answer, 422, "invalid_field");
        assertThat(Json.mapper().readTree(answer.body()).get("field").textValue())
                .isEqualTo(field);
    }

    @Test
    void another_copy_obeys_what_this_one_writes_and_sees_what_any_copy_merged() throws Exception {
        Inhibitions other = new Inhibitions(
                ConfigurationStore.inhibitionRules(database),
                new MongoOpenEvents(database),
                Duration.ofHours(1),
                Clock.systemUTC());
        other.refresh();
        SampleEvent host = SampleEvent.anEvent().numbered(1).of("x:1").labelled("alertname", "HostDown");
        StoredEvent.open(
                new MongoEventLedger(database), host.labelled("host", "db-1").build());
        String id = data("POST", PATH, RULE, 201).get("_id").textValue();

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            other.refresh();
            return other.holding(
                            SampleEvent.anEvent()
                                    .numbered(2)
                                    .labelled("host", "db-1")
                                    .build(),
                            SampleEvent.NOW)
                    .filter(found -> found.ruleId().equals(id))
                    .isPresent();
        });
    }

    private static JsonNode data(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = body.isEmpty() ? api.json(method, path, "") : api.json(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
