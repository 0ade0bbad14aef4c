package routes.api.silence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import routes.event.MatchOperator;
import routes.event.PublishedEvent;
import routes.fakes.SampleEvent;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.http.RunningApi;
import routes.store.MongoEventLedger;
import routes.store.MongoSilences;
import routes.subscription.Matcher;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceRegistry;
import routes.wiring.SilenceWiring;

@Tag("slow")
class SilenceApiTest {
    private static final String SILENCE = "/apis/v1/manager/event-center/silence/";
    private static final String MATCHERS = "\"matchers\":[{\"name\":\"host\",\"op\":\"=~\",\"value\":\"web-.*\"}]";
    private static final String WHO_AND_WHY = "\"created_by\":\"ann\",\"comment\":\"new disks\"";

    @TempDir
    private static Path folder;

    private static WireStore store;
    private static MongoDatabase database;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        store = WireStore.start(folder);
        database = store.empty();
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "routes/housekeeping.camel.yaml"),
                List.of(new SilenceWiring()),
                Map.of("mongoDatabase", database),
                Map.of(
                        RunningApi.ROUTES,
                        "api-*,silences-refresh",
                        "veaiops.matching.refresh-millis",
                        "100",
                        "veaiops.timezone",
                        "Asia/Shanghai"));
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @Test
    void a_silence_is_created_read_listed_by_state_changed_and_ended() throws Exception {
        JsonNode created = data("POST", SILENCE, "{" + MATCHERS + "," + WHO_AND_WHY + "," + ends(3600) + "}", 201);
        String id = created.get("_id").textValue();

        assertThat(created.get("state").textValue()).isEqualTo("active");
        assertThat(created.get("matchers").get(0).get("op").textValue()).isEqualTo("=~");
        assertThat(data("GET", SILENCE + id, "", 200)).isEqualTo(created);
        assertThat(listed("?state=active")).contains(id);
        assertThat(listed("?state=pending&state=expired")).doesNotContain(id);
        JsonNode longer = data("PUT", SILENCE + id, "{" + ends(7200) + "}", 200);
        assertThat(longer.get("ends_at")).isNotEqualTo(created.get("ends_at"));
        assertThat(longer.get("comment").textValue()).isEqualTo("new disks");
        String hours = "{\"windows\":[{\"from\":\"22:00\",\"to\":\"06:00\"}],\"until_resolved\":true}";
        JsonNode weekly = data("PUT", SILENCE + id, hours, 200);
        assertThat(weekly.get("windows")).hasSize(1);
        assertThat(weekly.get("until_resolved").booleanValue()).isTrue();
        assertThat(weekly.get("ends_at")).isEqualTo(longer.get("ends_at"));
        assertThat(data("DELETE", SILENCE + id, "", 200).get("state").textValue())
                .isEqualTo("expired");
        assertThat(listed("?state=expired")).contains(id);
        assertThat(listed("?state=active")).doesNotContain(id);
        RunningApi.assertError(api.json("PUT", SILENCE + id, "{" + ends(9) + "}"), 409, "conflict");
        RunningApi.assertError(api.get(SILENCE + "0".repeat(24)), 404, "not_found");
    }

    @Test
    void a_silence_of_the_future_is_pending_and_can_be_ended_before_it_starts() throws Exception {
        String starts = "\"starts_at\":\"" + Instant.now().plusSeconds(600) + "\"";
        JsonNode created =
                data("POST", SILENCE, "{" + MATCHERS + "," + WHO_AND_WHY + "," + starts + "," + ends(900) + "}", 201);

        assertThat(created.get("state").textValue()).isEqualTo("pending");
        assertThat(listed("?state=pending")).contains(created.get("_id").textValue());
        assertThat(data("DELETE", SILENCE + created.get("_id").textValue(), "", 200)
                        .get("state")
                        .textValue())
                .isEqualTo("expired");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "matchers          | {#who,#ends}",
                "matchers          | {\"matchers\":[],#who,#ends}",
                "matchers          | {\"matchers\":[{\"name\":\"host\",\"op\":\"!=\",\"value\":\"a\"}],#who,#ends}",
                "matchers[0].name  | {\"matchers\":[{\"value\":\"a\"}],#who,#ends}",
                "matchers[0].op    | {\"matchers\":[{\"name\":\"a\",\"op\":\"==\",\"value\":\"a\"}],#who,#ends}",
                "matchers[0].value | {\"matchers\":[{\"name\":\"a\",\"op\":\"=~\",\"value\":\"a(\"}],#who,#ends}",
                "ends_at           | {#matchers,#who}",
                "windows[0].to     | {#matchers,#who,#ends,\"windows\":[{\"from\":\"22:00\"}]}",
                "windows[0].zone   | {#matchers,#who,#ends,\"windows\":[{\"from\":\"22:00\",\"to\":\"06:00\",\"zone\":\"X\"}]}",
                "ends_at           | {#matchers,#who,\"ends_at\":\"2020-01-01T00:00:00Z\"}",
                "comment           | {#matchers,\"created_by\":\"x\",#ends}",
                "comment           | {#matchers,\"created_by\":\"x\",\"comment\":\" \",#ends}"
            })
    void what_is_missing_or_wrong_is_refused_by_name(String field, String body) throws Exception {
        String filled =
                body.replace("#who", WHO_AND_WHY).replace("#ends", ends(60)).replace("#matchers", MATCHERS);

        JsonNode refused = RunningApi.assertError(api.json("POST", SILENCE, filled), 422, "invalid_field");

        assertThat(refused.get("field").textValue()).isEqualTo(field);
    }

    @Test
    void times_without_a_zone_are_read_in_the_zone_of_the_setting() throws Exception {
        String times = "\"starts_at\":\"2126-11-30T10:00:00\",\"ends_at\":\"2126-11-30T12:00:00\"";
        String windows = "\"windows\":[{\"days\":[\"SAT\"],\"from\":\"22:00\",\"to\":\"06:00\"}]";

        JsonNode created =
                data("POST", SILENCE, "{" + MATCHERS + "," + WHO_AND_WHY + "," + times + "," + windows + "}", 201);

        assertThat(created.get("starts_at").textValue()).isEqualTo("2126-11-30T02:00:00.000Z");
        assertThat(created.get("ends_at").textValue()).isEqualTo("2126-11-30T04:00:00.000Z");
        assertThat(created.at("/windows/0/zone").textValue()).isEqualTo("Asia/Shanghai");
        assertThat(created.get("in_force").booleanValue()).isFalse();
    }

    @Test
    void a_silence_that_ends_with_its_events_needs_no_end() throws Exception {
        JsonNode created = data("POST", SILENCE, "{" + MATCHERS + "," + WHO_AND_WHY + ",\"until_resolved\":true}", 201);

        assertThat(created.get("until_resolved").booleanValue()).isTrue();
        assertThat(created.get("in_force").booleanValue()).isTrue();
        assertThat(created.get("ends_at").textValue()).startsWith("9999-12-31");
    }

    @Test
    void the_list_says_how_many_open_events_each_silence_matches_and_finds_those_that_match_nothing() throws Exception {
        MongoEventLedger ledger = new MongoEventLedger(database);
        for (int number = 21; number <= 22; number++) {
            StoredEvent.open(
                    ledger,
                    SampleEvent.anEvent()
                            .numbered(number)
                            .of("m" + number)
                            .labelled("site", "berlin")
                            .build());
        }
        String matching = made("site", "berlin");
        String stale = made("site", "atlantis");

        assertThat(found("", matching).get("matching_events").intValue()).isEqualTo(2);
        assertThat(found("", stale).get("matching_events").intValue()).isZero();
        assertThat(listed("?matching=none")).contains(stale).doesNotContain(matching);
        assertThat(listed("?matching=some&state=active")).contains(matching).doesNotContain(stale);
        data("DELETE", SILENCE + stale, "", 200);
        assertThat(listed("?matching=none")).doesNotContain(stale);
        assertThat(found("", stale).has("matching_events")).isFalse();
        RunningApi.assertError(api.get(SILENCE + "?matching=maybe"), 422, "invalid_field");
    }

    private static String made(String name, String value) throws Exception {
        String matchers = "\"matchers\":[{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}]";
        return data("POST", SILENCE, "{" + matchers + "," + WHO_AND_WHY + "," + ends(600) + "}", 201)
                .get("_id")
                .textValue();
    }

    private static JsonNode found(String query, String id) throws Exception {
        for (JsonNode one : data("GET", SILENCE + query, "", 200)) {
            if (one.get("_id").textValue().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("not listed: " + id);
    }

    @Test
    void a_preview_shows_the_open_events_that_match_now() throws Exception {
        MongoEventLedger ledger = new MongoEventLedger(database);
        PublishedEvent matching = SampleEvent.anEvent()
                .numbered(1)
                .of("a")
                .labelled("host", "web-1")
                .build();
        PublishedEvent over = SampleEvent.anEvent()
                .numbered(2)
                .of("b")
                .labelled("host", "web-2")
                .build();
        StoredEvent.open(ledger, matching);
        StoredEvent.open(ledger, over);
        StoredEvent.resolve(ledger, over);
        StoredEvent.open(
                ledger,
                SampleEvent.anEvent()
                        .numbered(3)
                        .of("c")
                        .labelled("host", "db-1")
                        .build());

        JsonNode preview = data("POST", SILENCE + "preview", "{" + MATCHERS + "}", 200);

        assertThat(preview.get("examined").intValue()).isGreaterThanOrEqualTo(2);
        assertThat(preview.get("complete").booleanValue()).isTrue();
        assertThat(preview.get("matched").intValue()).isOne();
        assertThat(preview.get("events").get(0).get("_id").textValue()).isEqualTo(matching.id());
    }

    @Test
    void what_another_copy_writes_is_followed_within_a_second() {
        SilenceRegistry book = api.main()
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType("silenceRegistry", SilenceRegistry.class);
        PublishedEvent event = SampleEvent.anEvent().labelled("rack", "r9").build();
        Instant now = Instant.now();
        assertThat(book.holding(event, now)).isEmpty();

        new MongoSilences(database)
                .insert(new Silence(
                        "9".repeat(24),
                        List.of(new Matcher("rack", MatchOperator.EQUAL, "r9")),
                        now,
                        now.plusSeconds(60),
                        "bob",
                        "move",
                        now,
                        now));

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> book.holding(event, now)
                .isPresent());
    }

    private static String ends(long seconds) {
        return "\"ends_at\":\"" + Instant.now().plusSeconds(seconds) + "\"";
    }

    private static List<String> listed(String query) throws Exception {
        return data("GET", SILENCE + query, "", 200).findValuesAsText("_id");
    }

    private static JsonNode data(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = api.json(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
