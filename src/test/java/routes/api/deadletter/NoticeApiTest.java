package routes.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.event.EventState;
import routes.event.Transition;
import routes.notice.NoticeState;

/** Notices and their replays over HTTP, with the route that works replays off. */
@Tag("slow")
class NoticeApiTest extends NoticesOverHttp {
    @ParameterizedTest
    @CsvSource({
        "'', 5",
        "?state=DEAD, 3",
        "?state[]=DEAD&state=SKIPPED, 4",
        "?state=SENT, 1",
        "?channel=Webhook, 5",
        "?channel=Lark, 0",
        "?target=https://target/0, 1",
        "?reason=not_configured, 1",
        "?reason=server_error&reason=not_configured, 4",
        "?subscription_id=none, 0",
        "?from=2026-11-23T07:00:01Z, 2",
        "?to=2026-11-23T07:00:01Z, 4",
        "?from=2026-11-23T07:00:01Z&to=2026-11-23T07:00:01Z, 1",
        "?limit=2, 5",
    })
    void the_list_is_filtered(String query, int total) throws Exception {
        letters.dead(3);
        letters.one("skipped", Transition.OPENED, NoticeState.SKIPPED, EventState.FIRING);
        letters.one("sent", Transition.OPENED, NoticeState.SENT, EventState.FIRING);

        JsonNode answer = read(api.get(NOTICES + query.replace("[", "%5B").replace("]", "%5D")));

        assertThat(answer.get("total").intValue()).isEqualTo(total);
        assertThat(answer.get("data")).hasSize(query.contains("limit=2") ? 2 : total);
    }

    @Test
    void the_list_begins_with_the_newest_and_names_the_event() throws Exception {
        List<String> ids = letters.dead(3);

        JsonNode newest = read(api.get(NOTICES + "?limit=1")).at("/data/0");

        assertThat(newest.get("_id").textValue()).isEqualTo(ids.get(2));
        assertThat(newest.get("event_level").textValue()).isEqualTo("P1");
        assertThat(read(api.get(NOTICES + "?event_id=" + newest.get("event_id").textValue()))
                        .get("total")
                        .intValue())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"?state=GONE, state", "?event_id=1, event_id", "?from=yesterday, from", "?limit=0, limit"})
    void a_filter_that_makes_no_sense_is_named(String query, String field) throws Exception {
        assertThat(assertError(api.get(NOTICES + query), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo(field);
    }

    @Test
    void one_notice_shows_its_attempts_and_one_that_is_not_there_is_404() throws Exception {
        String id = letters.dead(1).get(0);

        assertThat(read(api.get(NOTICES + "/" + id)).at("/data/attempts/0/text").textValue())
                .isEqualTo("HTTP 500");
        assertError(api.get(NOTICES + "/" + "0".repeat(24)), 404, "not_found");
        assertError(api.get(NOTICES + "/x"), 422, "invalid_field");
    }

    @Test
    void one_notice_is_replayed_under_its_id_and_once_for_each_key() throws Exception {
        String id = letters.dead(1).get(0);

        HttpResponse<String> answer = replayOne(id, "again-1");
        assertThat(read(answer).at("/data/replay_id").textValue()).isEqualTo("again-1");
        assertThat(read(replayOne(id, "again-1")).at("/data/_id").textValue()).isEqualTo(id);

        JsonNode notice = read(api.get(NOTICES + "/" + id)).get("data");
        assertThat(notice.get("state").textValue()).isEqualTo("PENDING");
        assertThat(notice.get("replays")).hasSize(1);
        assertThat(notice.at("/replays/0/id").textValue()).isEqualTo("again-1");
        assertThat(notice.at("/replays/0/attempts_before").intValue()).isOne();
    }

    @Test
    void a_notice_that_something_else_wrote_is_replayed_or_not_found() throws Exception {
        List<String> ids = letters.dead(3);
        change(ids.get(0), Updates.unset("version"));
        change(ids.get(1), Updates.set("state", "GONE"));
        change(ids.get(2), Updates.set("event_main_id", "e1"));

        read(replayOne(ids.get(0), "k"));
        assertThat(letters.stored(ids.get(0))).containsEntry("state", "PENDING").containsEntry("version", 1L);
        assertError(replayOne(ids.get(1), "k"), 404, "not_found");
        assertError(replayOne(ids.get(2), "k"), 404, "not_found");
    }

    private void change(String id, Bson change) {
        letters.stored().updateOne(new Document("_id", new ObjectId(id)), change);
    }

    @Test
    void what_is_not_dead_is_not_replayed() throws Exception {
        String sent = letters.one("sent", Transition.OPENED, NoticeState.SENT, EventState.FIRING);

        assertError(replayOne(sent, "k"), 409, "conflict");
        assertError(replayOne("0".repeat(24), "k"), 404, "not_found");
        assertError(replayOne(sent, "no spaces"), 422, "invalid_field");
        assertThat(letters.stored(sent)).containsEntry("state", "SENT").doesNotContainKey("replays");
    }

    @Test
    void many_are_replayed_in_the_background_and_the_progress_is_shown() throws Exception {
        letters.dead(30);

        JsonNode begun = read(replay("r-1", "{\"filter\":{\"target\":\"https://target/1\"},\"rate_per_minute\":60}"))
                .get("data");

        assertThat(begun.get("_id").textValue()).isEqualTo("r-1");
        assertThat(begun.at("/filter/state/0").textValue()).isEqualTo("DEAD");
        Awaitility.await().until(() -> progress("r-1").get("state").textValue().equals("DONE"));
        assertThat(progress("r-1").get("replayed").intValue()).isEqualTo(10);
        assertThat(letters.stored().countDocuments(new Document("state", "PENDING")))
                .isEqualTo(10);
        assertThat(letters.stored().countDocuments(new Document("state", "DEAD")))
                .isEqualTo(20);
    }

    @Test
    void the_same_key_starts_nothing_new_and_another_order_under_it_is_a_conflict() throws Exception {
        letters.dead(2);
        read(replay("r-1", "{\"all\":true}"));
        Awaitility.await().until(() -> progress("r-1").get("state").textValue().equals("DONE"));
        letters.stored().updateMany(new Document(), new Document("$set", new Document("state", "DEAD")));

        JsonNode repeated = read(replay("r-1", "{\"all\":true}")).get("data");

        assertThat(repeated.get("state").textValue()).isEqualTo("DONE");
        assertThat(repeated.get("replayed").intValue()).isEqualTo(2);
        assertThat(letters.stored().countDocuments(new Document("state", "DEAD")))
                .isEqualTo(2);
        assertError(replay("r-1", "{\"filter\":{\"state\":\"SKIPPED\"}}"), 409, "conflict");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | filter",
                "{\"filter\":{}} | filter",
                "{\"all\":true,\"filter\":{\"state\":\"DEAD\"}} | filter",
                "{\"filter\":{\"chanel\":\"Lark\",\"state\":\"DEAD\"}} | filter.chanel",
                "{\"all\":true,\"rate\":5} | rate",
                "{\"all\":true,\"rate_per_minute\":0} | rate_per_minute",
                "{\"all\":true,\"rate_per_minute\":60001} | rate_per_minute",
                "{\"all\":true,\"rate_per_minute\":\"5\"} | rate_per_minute",
                "{\"all\":\"yes\"} | all",
                "{\"all\":true,\"skip_recovered\":1} | skip_recovered",
                "{\"filter\":{\"state\":\"SENT\"}} | filter.state",
                "{\"filter\":{\"from\":\"now\"}} | from",
                "{\"filter\":{\"event_level\":\"P9\"}} | filter.event_level",
                "[] | body",
            })
    void an_order_that_could_mean_more_than_was_meant_is_refused(String body, String field) throws Exception {
        letters.dead(1);

        JsonNode error = assertError(replay("r-1", body), 422, "invalid_field");

        assertThat(error.get("field").textValue()).isEqualTo(field);
        assertThat(letters.stored().countDocuments(new Document("state", "DEAD")))
                .isOne();
        assertThat(store.database().getCollection("veaiops__replay").countDocuments())
                .isZero();
    }

    @Test
    void a_replay_that_is_not_there_is_404_and_nothing_is_shown_without_a_token() throws Exception {
        List<HttpResponse<String>> refused = new ArrayList<>();
        for (String path : List.of(NOTICES, NOTICES + "/replay/r-1")) {
            refused.add(api.send(api.request("GET", path)
                    .setHeader("Authorization", "Bearer wrong")
                    .build()));
        }

        assertError(api.get(NOTICES + "/replay/none"), 404, "not_found");
        for (HttpResponse<String> answer : refused) {
            assertError(answer, 401, "unauthenticated");
        }
    }

    private static JsonNode progress(String id) throws Exception {
        return read(api.get(NOTICES + "/replay/" + id)).get("data");
    }

    private static HttpResponse<String> replayOne(String id, String key) throws Exception {
        return api.send(api.request("POST", NOTICES + "/" + id + "/replay")
                .header("Idempotency-Key", key)
                .build());
    }

    private static HttpResponse<String> replay(String key, String body) throws Exception {
        return api.send(api.request("POST", NOTICES + "/replay")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .method("POST", BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
