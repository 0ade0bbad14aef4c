package routes.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.api.account.AccountHub.TOKENS;
import static routes.api.account.AccountHub.USERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.AlarmAccess;
import routes.http.ApiRequest;
import routes.http.RunningApi;

/** Machine tokens over HTTP, on two copies, and what they and people leave their names in. */
@Tag("slow")
class MachineTokenApiTest {
    @TempDir
    private static Path folder;

    private static AccountHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = AccountHub.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void a_machine_token_is_shown_once_stored_hashed_and_refused_on_every_copy_when_it_is_revoked() throws Exception {
        JsonNode made = hub.token("ci", "\"read\"");
        String token = made.get("token").textValue();

        hub.ok(token, "GET", USERS, "");
        hub.awaitAtOther(token, 200);
        RunningApi.assertError(hub.call(token + "x", "GET", USERS, ""), 401, "unauthenticated");
        RunningApi.assertError(
                hub.call(token.substring(0, token.length() - 1) + "~", "GET", USERS, ""), 401, "unauthenticated");
        assertThat(hub.ok(RunningApi.TOKEN, "GET", TOKENS, "").toString())
                .contains("\"ci\"")
                .doesNotContain(token);
        assertThat(Objects.requireNonNull(hub.database
                                .getCollection("veaiops__machine_token")
                                .find(Filters.eq("name", "ci"))
                                .first())
                        .toJson())
                .doesNotContain(token.substring(30));
        JsonNode refused = RunningApi.assertError(hub.call(token, "GET", TOKENS, ""), 403, "forbidden");
        assertThat(refused.get("message").textValue()).contains("administer", "token:ci");
        hub.ok(RunningApi.TOKEN, "DELETE", TOKENS + made.get("_id").textValue(), "");
        RunningApi.assertError(hub.call(token, "GET", USERS, ""), 401, "unauthenticated");
        hub.refusedAtOther(token);
    }

    @Test
    void a_silence_is_the_callers_whomever_it_names_and_the_admin_token_may_name_somebody() throws Exception {
        String silence = "{\"matchers\":[{\"name\":\"host\",\"value\":\"a\"}],\"created_by\":\"somebody\","
                + "\"comment\":\"x\",\"ends_at\":\"2126-01-01T00:00:00Z\"}";
        String path = "/apis/v1/manager/event-center/silence";
        String machine = hub.token("nightly", "\"operate\"").get("token").textValue();

        assertThat(author(hub.login("admin", AccountHub.PASSWORD), path, silence))
                .isEqualTo("admin");
        assertThat(author(machine, path, silence)).isEqualTo("token:nightly");
        assertThat(author(RunningApi.TOKEN, path, silence)).isEqualTo("somebody");
        assertThat(author(RunningApi.TOKEN, path, silence.replace("\"created_by\":\"somebody\",", "")))
                .isEqualTo("admin-token");
    }

    private static String author(String token, String path, String silence) throws Exception {
        return hub.ok(token, "POST", path, silence).get("created_by").textValue();
    }

    @Test
    void a_machine_token_posts_alarms_of_its_source_alone() throws Exception {
        AlarmAccess access =
                hub.api.main().getCamelContext().getRegistry().lookupByNameAndType("alarmAccess", AlarmAccess.class);
        JsonNode made = hub.token("zabbix-north", "\"ingest:zabbix\"");
        ApiRequest post = post(made.get("token").textValue());

        access.require(post, "zabbix");
        assertThatThrownBy(() -> access.require(post, "aliyun"))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.FORBIDDEN))
                .hasMessageContaining("ingest:aliyun");
        RunningApi.assertError(hub.call(made.get("token").textValue(), "GET", USERS, ""), 403, "forbidden");
        hub.ok(RunningApi.TOKEN, "DELETE", TOKENS + made.get("_id").textValue(), "");
        assertThatThrownBy(() -> access.require(post, "zabbix")).isInstanceOf(RefusedRequest.class);
    }

    private static ApiRequest post(String token) {
        return new ApiRequest(
                "POST", "/alarms/x", Map.of(), Map.of(), Map.of("x-veaiops-token", token), new byte[0], "r1");
    }

    @Test
    void tokens_and_users_are_listed_the_oldest_first() throws Exception {
        hub.token("older", "\"read\"");
        hub.token("newer", "\"configure\",\"read\"");
        hub.user("kim", false);

        assertThat(hub.ok(RunningApi.TOKEN, "GET", TOKENS, "").findValuesAsText("name"))
                .containsSubsequence("older", "newer");
        assertThat(hub.ok(RunningApi.TOKEN, "GET", USERS, "").findValuesAsText("username"))
                .containsSubsequence("admin", "kim");
        assertThat(hub.ok(RunningApi.TOKEN, "GET", USERS + "?username=KI", "").findValuesAsText("username"))
                .containsExactly("kim");
    }

    @Test
    void a_machine_token_cannot_administer_and_has_an_end() throws Exception {
        for (String scopes : new String[] {"\"administer\"", "\"own-account\"", "\"ingest:\"", ""}) {
            RunningApi.assertError(
                    hub.call(RunningApi.TOKEN, "POST", TOKENS, "{\"name\":\"t\",\"scopes\":[" + scopes + "]}"),
                    422,
                    "invalid_field");
        }
        RunningApi.assertError(
                hub.call(
                        RunningApi.TOKEN,
                        "POST",
                        TOKENS,
                        "{\"name\":\"t\",\"scopes\":[\"read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}"),
                422,
                "invalid_field");
    }
}
