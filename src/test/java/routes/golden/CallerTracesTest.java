package routes.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

/**
 * What callers leave behind: their names in what they wrote, records in the audit, and none of their secrets in the log, even at its
 * most detailed level, in errors, in the audit and in the store.
 */
@Tag("slow")
class CallerTracesTest {
    private static final String MANAGER = "/apis/v1/manager/";
    private static final String CENTER = MANAGER + "event-center/";
    private static final String SYSTEM = MANAGER + "system-config/";
    private static final String AUDIT = MANAGER + "audit?limit=500";

    private static LogLines log;
    private static GoldenHub hub;

    @BeforeAll
    static void start() throws Exception {
        log = LogLines.at(Level.DEBUG);
        hub = GoldenHub.start();
        hub.store(new GoldenFile("api/stored.json").text());
    }

    @AfterAll
    static void stop() {
        hub.close();
        log.close();
    }

    @Test
    void a_machine_token_of_another_source_is_written_down_in_bounds_and_a_wrong_one_is_not() throws Exception {
        String token = token("cloud", "\"ingest:aliyun\",\"read\"");
        HttpResponse<byte[]> refused = post(token);

        assertThat(refused.statusCode()).as(GoldenHub.text(refused)).isEqualTo(403);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> scopeRefusals().size() == 1);
        JsonNode record = scopeRefusals().get(0);
        assertThat(record.get("actor").textValue()).isEqualTo("token:cloud");
        assertThat(record.get("operation").textValue()).isEqualTo("alarms:zabbix");
        assertThat(record.get("error").textValue()).isEqualTo("needs ingest:zabbix");
        assertThat(record.get("path").textValue()).isEqualTo("/alarms/zabbix");
        assertThat(record.get("address").textValue()).isEqualTo("127.0.0.1");
        assertThat(record.get("outcome").textValue()).isEqualTo("refused");

        for (int times = 0; times < 300; times++) {
            assertThat(post(token).statusCode()).isEqualTo(403);
        }
        assertThat(post("no-such-token").statusCode()).isEqualTo(401);
        assertThat(scopeRefusals().size()).isBetween(1, 2 * 60);
    }

    @Test
    void who_makes_changes_and_ends_a_silence_stands_in_it() throws Exception {
        String night = token("night", "\"read\",\"operate\"");
        String day = token("day", "\"read\",\"operate\"");
        JsonNode made = data(call(
                night,
                "POST",
                CENTER + "silence",
                "{\"matchers\":[{\"name\":\"host\",\"value\":\"a\"}],\"comment\":\"x\",\"created_by\":\"somebody\","
                        + "\"ends_at\":\"2126-01-01T00:00:00Z\"}"));
        String silence = CENTER + "silence/" + made.get("_id").textValue();

        assertThat(made).isEqualTo(data(call(day, "GET", silence, "")));
        assertThat(people(made)).containsExactly("token:night", "token:night", "token:night");
        assertThat(people(data(call(day, "PUT", silence, "{\"comment\":\"y\"}"))))
                .containsExactly("token:night", "token:night", "token:day");
        assertThat(people(data(call(GoldenHub.ADMIN_TOKEN, "DELETE", silence, ""))))
                .containsExactly("token:night", "token:night", "admin-token");
    }

    @Test
    void who_acknowledges_replays_and_discards_stands_in_what_was_changed() throws Exception {
        String night = token("late", "\"read\",\"operate\"");
        String day = token("early", "\"read\",\"operate\"");

        String event = CENTER + "event/65f000000000000000000001";
        data(call(day, "POST", event + "/acknowledge", ""));
        assertThat(data(call(night, "GET", event, "")).get("acknowledged_by").textValue())
                .isEqualTo("token:early");

        String notice = CENTER + "notice/65f0000000000000000000d1";
        data(call(night, "POST", notice + "/replay", ""));
        assertThat(data(call(day, "GET", notice, "")).at("/replays/0/by").textValue())
                .isEqualTo("token:late");
        assertThat(data(call(day, "POST", CENTER + "notice/replay", "{\"all\":true,\"by\":\"somebody\"}"))
                        .get("by")
                        .textValue())
                .isEqualTo("token:early");

        String rejected = CENTER + "rejected/65f0000000000000000000e1";
        assertThat(data(call(day, "GET", rejected, "")).has("updated_user")).isFalse();
        data(call(night, "POST", rejected + "/discard", ""));
        assertThat(data(call(day, "GET", rejected, "")).get("updated_user").textValue())
                .isEqualTo("token:late");
    }

    private static List<String> people(JsonNode silence) {
        return Stream.of("created_by", "created_user", "updated_user")
                .map(name -> silence.get(name).textValue())
                .toList();
    }

    @Test
    void no_token_password_or_secret_reaches_the_log_an_error_the_audit_or_the_store() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(GoldenHub.ADMIN_TOKEN, GoldenHub.ALARM_TOKEN, GoldenHub.KEY));
        List<String> errors = new ArrayList<>();
        logins(secrets, errors);
        configuration(secrets, errors);
        everyOperation(secrets, errors);

        assertThat(errors).hasSizeGreaterThan(300);
        assertNone(secrets, String.join("\n", errors), "an error");
        assertNone(secrets, String.join("\n", stored()), "the store");
        assertNone(secrets, GoldenHub.text(call(GoldenHub.ADMIN_TOKEN, "GET", AUDIT, "")), "the audit");
        assertThat(log.text()).contains("\"level\":\"DEBUG\"").hasSizeGreaterThan(100_000);
        assertNone(secrets, log.text(), "the log");
    }

    /** The line is shown, the text around is too long for that. */
    private static void assertNone(List<String> secrets, String text, String where) {
        List<String> found = secrets.stream()
                .flatMap(secret ->
                        text.lines().filter(line -> line.contains(secret)).limit(1))
                .toList();
        assertThat(found).as(where).isEmpty();
    }

    /** Every way to log in and to show a token, right and wrong. */
    private static void logins(List<String> secrets, List<String> errors) throws Exception {
        String password = "right-password-9f3c";
        posted(MANAGER + "users", "{\"username\":\"ann\",\"email\":\"a@x\",\"password\":\"" + password + "\"}");
        String token = data(call("", "POST", "/apis/v1/auth/token", login("ann", password)))
                .get("access_token")
                .textValue();
        String machine = token("traced", "\"read\",\"ingest:zabbix\"");
        String foreign = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUifQ.c2lnbmF0dXJlLTdhMWI";
        secrets.addAll(List.of(password, token, machine, foreign, "wrong-password-5b7e", "wrong-token-2d8a"));

        refreshes(errors, token);
        failed(errors, call("", "POST", "/apis/v1/auth/token", login("ann", "wrong-password-5b7e")));
        failed(errors, call("", "POST", "/apis/v1/auth/token", login("ann", password) + "x"));
        for (String wrong : List.of("wrong-token-2d8a", foreign, token + "x", machine + "x")) {
            failed(errors, call(wrong, "GET", MANAGER + "users", ""));
        }
        for (String right : List.of(token, machine)) {
            data(call(right, "GET", MANAGER + "users", ""));
            failed(errors, call(right, "GET", MANAGER + "tokens", ""));
        }
        senders(errors, List.of(GoldenHub.ALARM_TOKEN, machine, "wrong-token-2d8a", token));
    }

    private static void refreshes(List<String> errors, String token) {
        call(token, "POST", "/apis/v1/auth/refresh", "");
        call("", "POST", "/apis/v1/auth/refresh-token", "{\"token\":\"" + token + "\"}");
        failed(errors, call("", "POST", "/apis/v1/auth/refresh-token", "{\"token\":\"wrong-token-2d8a\"}"));
    }

    private static void senders(List<String> errors, List<String> tokens) {
        for (String shown : tokens) {
            alarms(errors, "", Map.of("Authorization", "Bearer " + shown));
            alarms(errors, "", Map.of("Authorization", basic(shown)));
            alarms(errors, "", Map.of("X-Veaiops-Token", shown));
            alarms(errors, "?token=" + shown, Map.of());
            failed(errors, hub.call("GET", "/no-such-path?token=" + shown, Map.of(), ""));
        }
    }

    private static String login(String name, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    private static String basic(String token) {
        return "Basic " + Base64.getEncoder().encodeToString(("u:" + token).getBytes(StandardCharsets.UTF_8));
    }

    private static void alarms(List<String> errors, String query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        errors.add(GoldenHub.text(hub.call("POST", "/alarms/zabbix" + query, all, "{\"params\":7}")));
    }

    private static void failed(List<String> errors, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(GoldenHub.text(answer)).isBetween(400, 499);
        errors.add(GoldenHub.text(answer));
    }

    /** What is stored sealed, and shown to platforms: those that take it and those that do not. */
    private static void configuration(List<String> secrets, List<String> errors) throws Exception {
        String connect = "{\"name\":\"traced\",\"type\":\"Zabbix\",\"zabbix_api_url\":\"" + hub.zabbix()
                + "\",\"zabbix_api_user\":\"Admin\",\"zabbix_api_password\":\"%s\"}";
        secrets.addAll(List.of("zabbix-password", "zabbix-wrong-3c9d", "lark-wrong-8e1f", "hook-header-6a2b"));
        secrets.add("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz");

        data(posted("/apis/v1/datasource/connect", connect.formatted("zabbix-password")));
        data(posted("/apis/v1/datasource/connect/dial", connect.formatted("zabbix-password")));
        for (String path : List.of("", "/dial")) {
            String wrong = connect.formatted("zabbix-wrong-3c9d").replace("\"traced\"", "\"other\"");
            errors.add(GoldenHub.text(posted("/apis/v1/datasource/connect" + path, wrong)));
        }
        bots(errors);
    }

    private static void bots(List<String> errors) throws Exception {
        String bot = "{\"channel\":\"Lark\",\"bot_id\":\"cli_golden\",\"secret\":\"%s\"}";
        failed(errors, posted(SYSTEM + "bots", bot.formatted("lark-wrong-8e1f")));
        String made = data(posted(SYSTEM + "bots", bot.formatted("s3cret")))
                .get("_id")
                .textValue();
        data(posted(SYSTEM + "bots/" + made + "/test-send", "{\"chat_id\":\"oc_golden\"}"));
        data(posted(
                CENTER + "subscribe",
                "{\"name\":\"traced\",\"agent_type\":\"chatops_interest_agent\",\"start_time\":\"2026-01-01T00:00:00Z\","
                        + "\"end_time\":\"2126-01-01T00:00:00Z\",\"event_level\":[],\"enable_webhook\":true,"
                        + "\"webhook_endpoint\":\"https://hook.example/in\",\"webhook_headers\":{\"X-Key\":\"hook-header-6a2b\"},"
                        + "\"webhook_secret\":\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz\"}"));
    }

    /** Each with a token that does not exist, and by a caller who may do it, with secrets in a body that cannot be used. */
    private static void everyOperation(List<String> secrets, List<String> errors) {
        String planted = "planted-secret-4f6d";
        secrets.add(planted);
        String body = Stream.of("password", "new_password", "secret", "token", "zabbix_api_password", "webhook_secret")
                .map(name -> "\"%s\":{\"x\":\"%s\"}".formatted(name, planted))
                .collect(Collectors.joining(",", "{", "}"));
        for (Operation operation : Operation.all()) {
            String path = operation.path().replaceAll("\\{[^}]*}", "0".repeat(24));
            if (!operation.area().equals("open")) {
                errors.add(GoldenHub.text(call("wrong-token-2d8a", operation.method(), path, "")));
            }
            if (operation.takesJson()) {
                for (String unusable : List.of(body, body + "}", "[" + body)) {
                    errors.add(GoldenHub.text(call(GoldenHub.ADMIN_TOKEN, operation.method(), path, unusable)));
                }
            }
        }
    }

    private static List<String> stored() {
        List<String> all = new ArrayList<>();
        hub.database()
                .listCollectionNames()
                .forEach(name -> hub.database().getCollection(name).find().forEach(one -> all.add(one.toJson())));
        return all;
    }

    private static JsonNode scopeRefusals() throws Exception {
        return data(call(GoldenHub.ADMIN_TOKEN, "GET", AUDIT + "&kind=scope_refused&actor=token:cloud", ""));
    }

    private static String token(String name, String scopes) throws Exception {
        String order = "{\"name\":\"%s\",\"scopes\":[%s]}".formatted(name, scopes);
        return data(posted(MANAGER + "tokens", order)).get("token").textValue();
    }

    private static HttpResponse<byte[]> post(String token) {
        return hub.call(
                "POST",
                "/alarms/zabbix",
                Map.of("X-Veaiops-Token", token, "Content-Type", "application/json"),
                "{\"params\":{}}");
    }

    private static HttpResponse<byte[]> posted(String target, String body) {
        return call(GoldenHub.ADMIN_TOKEN, "POST", target, body);
    }

    private static HttpResponse<byte[]> call(String token, String method, String target, String body) {
        return hub.call(
                method, target, Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"), body);
    }

    private static JsonNode data(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).as(GoldenHub.text(answer)).isBetween(200, 201);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
