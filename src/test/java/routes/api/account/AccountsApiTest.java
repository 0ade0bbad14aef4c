package routes.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.account.AccountHub.USERS;
import static routes.api.account.AccountHub.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.json.Json;
import routes.http.RunningApi;

/** Login and users over HTTP, on two copies. */
@Tag("slow")
class AccountsApiTest {
    @TempDir
    private static Path folder;

    private static AccountHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = AccountHub.start(folder, Map.of("veaiops.accounts.login-tries", "5"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void the_first_account_logs_in_as_veaiops_client_does_and_reads_itself() throws Exception {
        String token = hub.login("admin", AccountHub.PASSWORD);
        JsonNode claims = Json.mapper()
                .readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));

        assertThat(claims.get("sub").textValue()).isEqualTo("admin");
        assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
                .isEqualTo(7 * 24 * 3600);
        JsonNode me = hub.ok(token, "GET", USERS + "?username=ADMI", "").get(0);
        assertThat(me.get("is_supervisor").booleanValue()).isTrue();
        assertThat(me.toString()).doesNotContain("password", "$2");
        hub.awaitAtOther(token, 200);
    }

    @Test
    void a_token_is_refreshed_by_header_and_by_body() throws Exception {
        String token = hub.login("admin", AccountHub.PASSWORD);

        JsonNode byHeader = hub.ok(token, "POST", "/apis/v1/auth/refresh", "");
        JsonNode byBody = hub.ok("none", "POST", "/apis/v1/auth/refresh-token", "{\"token\":\"" + token + "\"}");

        assertThat(byHeader.get("username").textValue()).isEqualTo("admin");
        hub.ok(byHeader.get("access_token").textValue(), "GET", USERS, "");
        hub.ok(byBody.get("access_token").textValue(), "GET", USERS, "");
        RunningApi.assertError(
                hub.call("none", "POST", "/apis/v1/auth/refresh-token", "{\"token\":\"x\"}"), 401, "unauthenticated");
        RunningApi.assertError(
                hub.api.send("POST", "/apis/v1/auth/refresh", "application/json", ""), 401, "unauthenticated");
    }

    @Test
    void wrong_name_and_wrong_password_are_answered_alike_and_tries_are_limited_over_all_copies() throws Exception {
        hub.user("guessed", false);
        JsonNode wrong = RunningApi.assertError(hub.tryLogin(hub.api, "guessed", "wrong"), 401, "unauthenticated");
        JsonNode nobody = RunningApi.assertError(hub.tryLogin(hub.api, "nobody", "wrong"), 401, "unauthenticated");

        assertThat(wrong.get("message")).isEqualTo(nobody.get("message"));
        for (int i = 0; i < 4; i++) {
            RunningApi.assertError(hub.tryLogin(hub.other, "guessed", "wrong"), 401, "unauthenticated");
        }
        HttpResponse<String> limited = hub.tryLogin(hub.api, "guessed", "password-of-guessed");
        RunningApi.assertError(limited, 429, "too_many_requests");
        assertThat(limited.headers().firstValue("retry-after")).isPresent();
        hub.login("admin", AccountHub.PASSWORD);
    }

    @Test
    void a_user_is_added_changed_and_removed_and_the_tokens_end_on_every_copy() throws Exception {
        String id = hub.user("ann", false);
        String token = hub.login("ann", "password-of-ann");
        hub.awaitAtOther(token, 200);

        RunningApi.assertError(hub.call(token, "DELETE", USERS + id, ""), 403, "forbidden");
        assertThat(hub.ok(RunningApi.TOKEN, "PUT", USERS + id, "{\"is_active\":false}")
                        .get("is_active")
                        .booleanValue())
                .isFalse();
        RunningApi.assertError(hub.call(token, "GET", USERS, ""), 401, "unauthenticated");
        hub.refusedAtOther(token);
        RunningApi.assertError(hub.tryLogin(hub.api, "ann", "password-of-ann"), 401, "unauthenticated");
        hub.ok(RunningApi.TOKEN, "PUT", USERS + id, "{\"is_active\":true,\"is_supervisor\":true}");
        RunningApi.assertError(hub.call(token, "GET", USERS, ""), 401, "unauthenticated");
        String again = hub.login("ann", "password-of-ann");
        RunningApi.assertError(hub.call(again, "DELETE", USERS + id, ""), 403, "forbidden");
        hub.call(RunningApi.TOKEN, "DELETE", USERS + id, "");
        hub.refusedAtOther(again);
        RunningApi.assertError(hub.call(RunningApi.TOKEN, "GET", USERS + id, ""), 404, "not_found");
    }

    @Test
    void a_password_is_changed_by_its_owner_or_reset_by_a_supervisor_and_ends_the_tokens() throws Exception {
        String id = hub.user("ben", false);
        String token = hub.login("ben", "password-of-ben");
        String path = USERS + id + "/password";

        RunningApi.assertError(
                hub.call(token, "PUT", path, "{\"old_password\":\"wrong\",\"new_password\":\"password-2\"}"),
                403,
                "forbidden");
        RunningApi.assertError(
                hub.call(
                        hub.login("admin", AccountHub.PASSWORD),
                        "PUT",
                        path,
                        "{\"old_password\":\"password-of-ben\",\"new_password\":\"password-2\"}"),
                403,
                "forbidden");
        hub.ok(token, "PUT", path, "{\"old_password\":\"password-of-ben\",\"new_password\":\"password-2\"}");
        RunningApi.assertError(hub.call(token, "GET", USERS, ""), 401, "unauthenticated");
        hub.login("ben", "password-2");
        hub.ok(RunningApi.TOKEN, "PUT", USERS + id + "/reset-password", "{\"new_password\":\"password-3\"}");
        hub.login("ben", "password-3");
        RunningApi.assertError(
                hub.call(RunningApi.TOKEN, "PUT", USERS + id + "/reset-password", "{\"new_password\":\"short\"}"),
                422,
                "invalid_field");
        RunningApi.assertError(
                hub.call(RunningApi.TOKEN, "PUT", USERS + id, "{\"password\":\"password-4\"}"), 422, "invalid_field");
    }

    @Test
    void the_last_supervisor_stays() throws Exception {
        String admin = hub.ok(RunningApi.TOKEN, "GET", USERS + "?username=admin", "")
                .get(0)
                .get("_id")
                .textValue();

        for (String change : new String[] {"{\"is_active\":false}", "{\"is_supervisor\":false}"}) {
            RunningApi.assertError(hub.call(RunningApi.TOKEN, "PUT", USERS + admin, change), 409, "conflict");
        }
        RunningApi.assertError(hub.call(RunningApi.TOKEN, "DELETE", USERS + admin, ""), 409, "conflict");
        JsonNode still = hub.ok(RunningApi.TOKEN, "GET", USERS + admin, "");
        assertThat(still.get("is_supervisor").booleanValue()).isTrue();
        assertThat(still.get("is_active").booleanValue()).isTrue();
        hub.login("admin", AccountHub.PASSWORD);
    }

    @Test
    void a_name_or_an_address_is_given_once_and_a_bad_one_is_refused() throws Exception {
        hub.user("eve", false);
        String draft = "{\"username\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}";

        RunningApi.assertError(
                hub.call(RunningApi.TOKEN, "POST", USERS, draft.formatted("eve", "new@x", "password-1")),
                409,
                "conflict");
        RunningApi.assertError(
                hub.call(RunningApi.TOKEN, "POST", USERS, draft.formatted("new", "eve@x", "password-1")),
                409,
                "conflict");
        for (String bad : new String[] {"token:ci", "", " eve"}) {
            RunningApi.assertError(
                    hub.call(RunningApi.TOKEN, "POST", USERS, draft.formatted(bad, "b@x", "password-1")),
                    422,
                    "invalid_field");
        }
        JsonNode tooLong = RunningApi.assertError(
                hub.call(RunningApi.TOKEN, "POST", USERS, draft.formatted("f", "f@x", "é".repeat(40))),
                422,
                "invalid_field");
        assertThat(tooLong.get("field").textValue()).isEqualTo("password");
    }

    @Test
    void a_user_of_veaiops_logs_in_with_the_old_password_which_is_then_hashed() throws Exception {
        ObjectId id = new ObjectId();
        hub.database
                .getCollection("veaiops__meta_user")
                .insertOne(new Document("_id", id)
                        .append("username", "old")
                        .append("email", "old@veaiops.com")
                        .append(
                                "password",
                                "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==")
                        .append("is_supervisor", false)
                        .append("is_active", true)
                        .append("created_at", new Date())
                        .append("updated_at", new Date()));

        RunningApi.assertError(hub.tryLogin(hub.api, "old", "hell"), 401, "unauthenticated");
        hub.ok(hub.login("old", "hello"), "GET", USERS, "");
        Document stored = Objects.requireNonNull(hub.database
                .getCollection("veaiops__meta_user")
                .find(Filters.eq("_id", id))
                .first());
        assertThat(stored.getString("password")).startsWith("$2b$");
        hub.login("old", "hello");
    }

    @Test
    void a_forged_token_is_refused_and_the_signing_key_is_sealed() throws Exception {
        String[] parts = hub.login("admin", AccountHub.PASSWORD).split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        for (String forged : new String[] {
            none + "." + parts[1] + ".", parts[0] + "." + parts[1] + ".AAAA", parts[0] + "." + parts[1] + "." + parts[0]
        }) {
            RunningApi.assertError(hub.call(forged, "GET", USERS, ""), 401, "unauthenticated");
        }
        assertThat(data(hub.call(RunningApi.TOKEN, "GET", USERS, "")).isArray()).isTrue();
        assertThat(Objects.requireNonNull(hub.database
                                .getCollection("veaiops__signing_key")
                                .find()
                                .first())
                        .getString("key"))
                .startsWith("v1:k1:");
    }
}
