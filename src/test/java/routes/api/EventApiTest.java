package routes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.http.RunningApi;
import routes.store.WireServer;
import routes.subscription.Explanation;
import routes.subscription.SubscriptionExplainer;
import routes.wiring.ManagerApiWiring;

@Tag("slow")
class EventApiTest {
    private static final String EVENTS = "/apis/v1/manager/event-center/event/";

    private static WireServer store;
    private static RunningApi api;

    /** Says yes to the project shop. */
    private static final class ShopOnly implements SubscriptionExplainer {
        @Override
        public List<Explanation> explain(PublishedEvent event, Instant now) {
            boolean matched = event.project().contains("shop");
            return List.of(new Explanation("s1", "shop only", matched, null, null, null));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        store = WireServer.start();
        StoredEvents.fill(store.database());
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                List.of(new ManagerApiWiring()),
                Map.of("mongoDatabase", store.database(), "subscriptionExplainer", new ShopOnly()),
                Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2 1 3",
        "?sort_order=asc, 3 1 2",
        "?projects=shop, 1",
        "?projects=shop&projects=bank, 2 1",
        "?products=db&customers=acme&region=cn-north, 2 1",
        "?customers=other, ''",
        "?event_level=P1, 3",
        "?event_level=P0&event_level=P1, 1 3",
        "?agent_type=chatops_interest_agent, 3",
        "?show_status=%E5%8F%91%E9%80%81%E6%88%90%E5%8A%9F, 1",
        "?show_status=%E6%9C%AA%E8%AE%A2%E9%98%85&show_status=%E5%91%BD%E4%B8%AD%E8%BF%87%E6%BB%A4%E8%A7%84%E5%88%99, 2 3",
        "?show_status=%E7%AD%89%E5%BE%85%E5%8F%91%E9%80%81, ''",
        "?start_time=2026-03-01T12:00:00Z, 2 1",
        "?start_time=2026-03-01T12:00:00Z&end_time=2026-03-01T12:00:00Z, 1",
        "?end_time=2026-03-01T11:59:59, 3",
        "?start_time=2026-03-01T20:00:00%2B08:00&sort_order=desc, 2 1",
        "?state=FIRING, 2 1",
        "?state=RESOLVED, ''",
        "?source=zabbix&fingerprint=zabbix:65f000000000000000000002, 2",
        "?limit=1, 2",
        "?limit=1&skip=1, 1",
    })
    void vector_19_the_list_is_filtered(String query, String expected) throws Exception {
        HttpResponse<String> answer = api.get(EVENTS + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode data = Json.mapper().readTree(answer.body()).get("data");
        assertThat(data)
                .extracting(event -> event.get("_id").textValue().replaceFirst("65f0*", ""))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @Test
    void an_unknown_name_is_listed_on_a_path_of_the_reference_and_refused_on_one_of_ours() throws Exception {
        HttpResponse<String> reference = api.get("/apis/v1/manager/event-center/event?keyword=x&limit=1");
        HttpResponse<String> ours =
                api.get("/apis/v1/manager/event-center/event/65f000000000000000000001/trace?verbsoe=1");

        assertThat(reference.statusCode()).isEqualTo(200);
        assertThat(reference.headers().firstValue("X-Veaiops-Ignored")).hasValue("keyword");
        assertThat(RunningApi.assertError(ours, 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("verbsoe");
        assertThat(api.get("/apis/v1/manager/event-center/event?limit=1")
                        .headers()
                        .firstValue("X-Veaiops-Ignored"))
                .isEmpty();
    }

    @Test
    void the_list_tells_its_window_and_the_total() throws Exception {
        JsonNode answer =
                Json.mapper().readTree(api.get(EVENTS + "?limit=2&skip=1").body());

        assertThat(answer.get("limit").intValue()).isEqualTo(2);
        assertThat(answer.get("skip").intValue()).isEqualTo(1);
        assertThat(answer.get("total").intValue()).isEqualTo(3);
        assertThat(Json.mapper().readTree(api.get(EVENTS).body()).get("limit").intValue())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "501, 500", "10000, 500", "999999999999, 500"})
    void a_limit_above_the_most_counts_as_the_most_and_the_answer_says_so(String asked, int used) throws Exception {
        HttpResponse<String> answer = api.get(EVENTS + "?limit=" + asked);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.mapper().readTree(answer.body()).get("limit").intValue())
                .isEqualTo(used);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=x, limit",
        "limit=-5, limit",
        "limit=1e3, limit",
        "skip=-1, skip",
        "start_time=yesterday, start_time",
        "end_time=2026-02-30, end_time",
        "end_time=%2B99999-01-01T00:00:00Z, end_time",
        "event_level=P9, event_level",
        "show_status=nonsense, show_status",
        "state=OPEN, state",
        "sort_order=up, sort_order",
    })
    void a_value_that_makes_no_sense_is_422_and_named(String query, String field) throws Exception {
        JsonNode error = assertError(api.get(EVENTS + "?" + query), 422, "invalid_field");

        assertThat(error.get("field").textValue()).isEqualTo(field);
    }

    @Test
    void an_event_shows_the_references_fields_and_ours() throws Exception {
        JsonNode event = data(EVENTS + StoredEvents.FIRST);

        assertThat(event.get("_id").textValue()).isEqualTo(StoredEvents.FIRST);
        assertThat(event.get("created_at").textValue()).isEqualTo("2026-03-01T12:00:00.000Z");
        assertThat(event.get("show_status").textValue()).isEqualTo("发送成功");
        assertThat(event.get("raw_data")).hasToString("{\"eventId\":\"1\"}");
        assertThat(event.get("channel_msg").isNull()).isTrue();
        assertThat(event.get("labels")).hasToString("{\"host.name\":\"db1\"}");
        assertThat(event.get("state").textValue()).isEqualTo("FIRING");
        assertThat(event.get("count").longValue()).isEqualTo(2);
    }

    @Test
    void an_event_of_the_reference_is_shown_without_what_it_lacks() throws Exception {
        JsonNode event = data(EVENTS + StoredEvents.LEGACY);

        assertThat(event.get("show_status").textValue()).isEqualTo("命中过滤规则");
        assertThat(event.has("state")).isFalse();
        assertThat(data(EVENTS + StoredEvents.LEGACY + "/trace").get("alarms")).isEmpty();
    }

    @Test
    void the_id_that_the_door_answered_finds_the_event() throws Exception {
        assertThat(data(EVENTS + StoredEvents.REPEAT).get("_id").textValue()).isEqualTo(StoredEvents.FIRST);
    }

    @Test
    void an_unknown_id_is_404_and_a_malformed_one_422() throws Exception {
        assertError(api.get(EVENTS + "65f0000000000000000000ff"), 404, "not_found");
        assertError(api.get(EVENTS + "65f0000000000000000000ff/trace"), 404, "not_found");
        assertThat(assertError(api.get(EVENTS + "nonsense"), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("id");
    }

    @Test
    void the_trace_tells_what_was_received_who_wanted_it_and_what_was_sent() throws Exception {
        JsonNode trace = data(EVENTS + StoredEvents.REPEAT + "/trace/");

        assertThat(trace.get("alarms"))
                .extracting(alarm -> alarm.get("outcome").textValue())
                .containsExactly("repeated", "opened");
        assertThat(trace.at("/alarms/0/raw/eventId").textValue()).isEqualTo("1");
        assertThat(trace.at("/event/_id").textValue()).isEqualTo(StoredEvents.FIRST);
        assertThat(trace.at("/transitions/0/transition").textValue()).isEqualTo("opened");
        assertThat(trace.at("/transitions/0/position").textValue()).isEqualTo("3-16");
        assertThat(trace.at("/subscriptions/0/matched").booleanValue()).isTrue();
        assertThat(trace.at("/subscriptions/0/transition").textValue()).isEqualTo("opened");
        assertThat(trace.at("/notices/0/state").textValue()).isEqualTo("SENT");
        assertThat(trace.at("/notices/0/attempts/0/at").textValue()).isEqualTo("2026-03-01T12:00:01.000Z");
        assertThat(data(EVENTS + StoredEvents.SECOND + "/trace")
                        .at("/subscriptions/0/matched")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void without_the_store_the_api_asks_for_patience() throws Exception {
        try (WireServer gone = WireServer.start();
                RunningApi waiting = RunningApi.start(
                        List.of("routes/api-operations.camel.yaml"),
                        List.of(new ManagerApiWiring()),
                        Map.of("mongoDatabase", gone.database()),
                        Map.of())) {
            gone.takeAway();

            HttpResponse<String> answer = waiting.get(EVENTS);

            assertError(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static JsonNode data(String path) throws Exception {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
