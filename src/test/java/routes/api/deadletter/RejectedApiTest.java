package routes.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Alarm;
import routes.alarm.LevelTable;
import routes.alarm.SamplePosts;
import routes.alarm.SourceConverters;
import routes.alarm.rejected.AlarmAppender;
import routes.alarm.rejected.LoggedAlarmConverter;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;
import routes.common.json.Json;
import routes.fixtures.AlarmFixture;
import routes.http.RunningApi;
import routes.store.MongoRejectedRepository;
import routes.store.WireServer;
import routes.wiring.DeadLetterWiring;

/** Refused alarm bodies over HTTP, with the converters of today. */
@Tag("slow")
class RejectedApiTest {
    private static final String REJECTED = "/apis/v1/manager/event-center/rejected";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<Alarm> APPENDED = new ArrayList<>();

    private static WireServer store;
    private static RunningApi api;
    private static MongoRejectedRepository book;

    @BeforeAll
    static void start() throws Exception {
        store = WireServer.start();
        book = new MongoRejectedRepository(store.database());
        SourceConverters converters = new SourceConverters(LevelTable.shipped());
        SamplePosts.CONVERTERS.forEach(converters::add);
        converters.add(RejectedBody.LOG, new LoggedAlarmConverter());
        AlarmAppender log = APPENDED::addAll;
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                List.of(new DeadLetterWiring()),
                Map.of("mongoDatabase", store.database(), "sourceConverters", converters, "alarmLog", log),
                Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().getCollection("veaiops__alarm_rejected").deleteMany(new Document());
        APPENDED.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3 2 1",
        "?source=zabbix, 2 1",
        "?source[]=zabbix&source[]=log, 3 2 1",
        "?error=invalid_field, 2",
        "?state=REJECTED, 3 2 1",
        "?state=DISCARDED, ''",
        "?from=2026-11-23T12:00:02Z, 3 2",
        "?to=2026-11-23T12:00:02Z, 2 1",
        "?from=2026-11-23T12:00:02Z&to=2026-11-23T12:00:02Z, 2",
        "?limit=1&skip=1, 2",
    })
    void the_list_is_filtered_newest_first_and_shows_no_body(String query, String expected) throws Exception {
        keep(1, "zabbix", "{", "malformed_body");
        keep(2, "zabbix", "{}", "invalid_field");
        keep(3, "log", "x", "malformed_body");

        JsonNode answer = read(api.get(REJECTED + query.replace("[", "%5B").replace("]", "%5D")));

        assertThat(answer.get("data"))
                .extracting(one -> Long.toString(Long.parseLong(one.get("_id").textValue(), 16)))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
        assertThat(answer.toString()).doesNotContain("\"body\"");
    }

    @Test
    void one_shows_its_body_as_text_or_as_base64() throws Exception {
        String text = keep(1, "zabbix", "{\"host\":\"数据库\"", "malformed_body");
        String bytes = keep(2, "zabbix", new byte[] {(byte) 0xff, 1}, "malformed_body");

        assertThat(data(api.get(REJECTED + "/" + text)).get("body").textValue()).isEqualTo("{\"host\":\"数据库\"");
        assertThat(data(api.get(REJECTED + "/" + bytes)).get("body_base64").textValue())
                .isEqualTo("/wE=");
        assertThat(data(api.get(REJECTED + "/" + bytes)).has("body")).isFalse();
        assertError(api.get(REJECTED + "/" + "0".repeat(24)), 404, "not_found");
    }

    @Test
    void a_preview_shows_the_alarms_and_changes_nothing() throws Exception {
        String id = keep(1, "zabbix", sample("zabbix/firing.json"), "invalid_field");

        JsonNode preview = data(post("/" + id + "/preview"));

        assertThat(preview.get("usable").booleanValue()).isTrue();
        assertThat(preview.at("/alarms/0/source").textValue()).isEqualTo("zabbix");
        assertThat(APPENDED).isEmpty();
        assertThat(data(api.get(REJECTED + "/" + id)).get("state").textValue()).isEqualTo("REJECTED");
    }

    @Test
    void a_preview_of_what_is_still_wrong_says_what() throws Exception {
        String id = keep(1, "zabbix", sample("zabbix/odd-no-params.json"), "invalid_field");
        String unknown = keep(2, "nagios", "{}", "invalid_field");
        String tooLong = keep(3, "zabbix", (byte[]) null, "malformed_body");

        assertThat(data(post("/" + id + "/preview")).get("error").textValue()).isEqualTo("invalid_field");
        assertThat(data(post("/" + unknown + "/preview")).get("error").textValue())
                .isEqualTo("unknown_source");
        assertThat(data(post("/" + tooLong + "/preview")).get("error").textValue())
                .isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zabbix/firing.json", "volcengine/three-resources.json", "aliyun/firing.form"})
    void a_replay_makes_the_alarms_of_the_preview_and_a_second_one_changes_nothing(String sample) throws Exception {
        String source = sample.substring(0, sample.indexOf('/'));
        String id = keep(1, source, sample(sample), "invalid_field");
        List<String> promised = data(post("/" + id + "/preview")).findValuesAsText("_id");

        JsonNode first = data(post("/" + id + "/replay"));
        JsonNode second = data(post("/" + id + "/replay"));

        assertThat(APPENDED).extracting(Alarm::id).doesNotHaveDuplicates().containsExactlyElementsOf(promised);
        assertThat(first).isEqualTo(second);
        JsonNode kept = data(api.get(REJECTED + "/" + id));
        assertThat(kept.get("state").textValue()).isEqualTo("REPLAYED");
        assertThat(kept.get("alarm_ids")).hasSameSizeAs(promised);
    }

    @Test
    void a_replay_that_was_cut_off_before_its_mark_gives_the_same_ids_again() throws Exception {
        String id = keep(1, "zabbix", sample("zabbix/firing.json"), "invalid_field");
        data(post("/" + id + "/replay"));
        store.database()
                .getCollection("veaiops__alarm_rejected")
                .updateMany(new Document(), new Document("$set", new Document("state", "REJECTED")));

        data(post("/" + id + "/replay"));

        assertThat(APPENDED).hasSize(2);
        assertThat(APPENDED.get(0).id()).isEqualTo(APPENDED.get(1).id());
    }

    @Test
    void a_form_with_files_is_read_again_without_the_header_that_named_its_boundary() throws Exception {
        String form = "--XX\r\nContent-Disposition: form-data; name=\"alertName\"\r\n\r\ncpu\r\n--XX--\r\n";
        String id = keep(1, "aliyun", "multipart/form-data", form.getBytes(StandardCharsets.UTF_8));

        JsonNode preview = data(post("/" + id + "/preview"));

        assertThat(preview.path("message").asText()).doesNotContain("boundary");
    }

    @Test
    void a_record_of_the_log_keeps_its_own_id() throws Exception {
        Alarm alarm = AlarmFixture.aFiringAlarm().build();
        String id = keep(1, "log", Json.bytes(alarm), "malformed_body");
        String nonsense = keep(2, "log", "what", "malformed_body");

        assertThat(data(post("/" + id + "/replay")).at("/alarm_ids/0").textValue())
                .isEqualTo(alarm.id());
        assertError(post("/" + nonsense + "/replay"), 400, "malformed_body");
    }

    @Test
    void many_are_replayed_and_one_that_fails_holds_up_no_other() throws Exception {
        keep(1, "zabbix", sample("zabbix/firing.json"), "invalid_field");
        String bad = keep(2, "zabbix", "{", "malformed_body");
        keep(3, "zabbix", sample("zabbix/escalated.json"), "invalid_field");
        keep(4, "volcengine", sample("volcengine/firing.json"), "invalid_field");

        JsonNode outcome = data(api.json("POST", REJECTED + "/replay", "{\"filter\":{\"source\":\"zabbix\"}}"));

        assertThat(outcome.get("replayed").intValue()).isEqualTo(2);
        assertThat(outcome.get("alarms").intValue()).isEqualTo(2);
        assertThat(outcome.get("failed").intValue()).isOne();
        assertThat(outcome.at("/failures/0/id").textValue()).isEqualTo(bad);
        assertThat(outcome.get("after").isNull()).isTrue();
        assertThat(data(api.json("POST", REJECTED + "/replay", "{\"all\":true}"))
                        .get("replayed")
                        .intValue())
                .isOne();
        assertThat(APPENDED).hasSize(3);
    }

    @Test
    void a_replay_of_many_needs_a_filter_that_is_understood() throws Exception {
        for (String body :
                List.of("{}", "{\"filter\":{}}", "{\"filter\":{\"sources\":[\"zabbix\"]}}", "{\"al\":true}")) {
            assertError(api.json("POST", REJECTED + "/replay", body), 422, "invalid_field");
        }
    }

    @Test
    void what_was_discarded_is_not_replayed_and_what_was_replayed_is_not_discarded() throws Exception {
        String discarded = keep(1, "zabbix", sample("zabbix/firing.json"), "invalid_field");
        assertThat(data(post("/" + discarded + "/discard")).booleanValue()).isTrue();
        assertThat(data(post("/" + discarded + "/discard")).booleanValue()).isTrue();
        String replayed = keep(2, "zabbix", sample("zabbix/firing.json"), "invalid_field");
        data(post("/" + replayed + "/replay"));

        assertError(post("/" + discarded + "/replay"), 409, "conflict");
        assertError(post("/" + replayed + "/discard"), 409, "conflict");
        assertThat(APPENDED).hasSize(1);
    }

    @Test
    void bodies_are_for_managers_only() throws Exception {
        String id = keep(1, "zabbix", "secret", "malformed_body");

        HttpResponse<String> answer = api.send(api.request("GET", REJECTED + "/" + id)
                .setHeader("Authorization", "Bearer no")
                .build());

        assertError(answer, 401, "unauthenticated");
        assertThat(answer.body()).doesNotContain("secret");
    }

    private static byte[] sample(String name) throws Exception {
        return Files.readAllBytes(Path.of("src/test/resources/samples").resolve(name));
    }

    private static String keep(int number, String source, String body, String error) {
        return keep(number, source, body.getBytes(StandardCharsets.UTF_8), error);
    }

    private static String keep(int number, String source, byte[] body, String error) {
        String type = source.equals("aliyun") ? "application/x-www-form-urlencoded" : "application/json";
        return keep(number, source, type, error, body);
    }

    private static String keep(int number, String source, String type, byte[] body) {
        return keep(number, source, type, "malformed_body", body);
    }

    private static String keep(int number, String source, String type, String error, byte[] body) {
        String id = String.format("%024x", number);
        book.keep(List.of(new RejectedBody(
                id,
                source,
                NOON.plusSeconds(number),
                type,
                body,
                body == null ? 2_000_000 : body.length,
                null,
                null,
                error,
                null,
                "not usable",
                RejectedState.REJECTED,
                List.of(),
                NOON,
                null,
                NOON.plusSeconds(number),
                1)));
        return id;
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return api.send(api.request("POST", REJECTED + path).build());
    }

    private static JsonNode data(HttpResponse<String> answer) throws Exception {
        return read(answer).get("data");
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
