package routes.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import routes.account.FirstAccount;
import routes.common.json.Json;
import routes.common.outgoing.EgressWiring;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.fakes.WireStore;
import routes.http.RunningApi;
import routes.store.StoreIndexes;
import routes.wiring.AccountWiring;
import routes.wiring.AuditWiring;
import routes.wiring.OpenIdWiring;
import routes.wiring.SilenceWiring;

/** Two copies of the API over one store, with the accounts. */
final class AccountHub implements AutoCloseable {
    static final String USERS = "/apis/v1/manager/users/";
    static final String TOKENS = "/apis/v1/manager/tokens/";
    static final String PASSWORD = "first-password-1";
    /** The vector of the Fernet specification. */
    static final String KEY_OF_VEAIOPS = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private static final String KEYS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    final MongoDatabase database;
    final RunningApi api;
    final RunningApi other;
    private final WireStore store;

    private AccountHub(WireStore store, Map<String, String> settings) throws Exception {
        this.store = store;
        this.database = store.empty();
        this.api = copy(settings);
        this.other = copy(settings);
        StoreIndexes.create(database);
        api.main()
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType("firstAccount", FirstAccount.class)
                .ensure();
    }

    static AccountHub start(Path folder, Map<String, String> settings) throws Exception {
        return new AccountHub(WireStore.start(folder), settings);
    }

    private RunningApi copy(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                RunningApi.ROUTES,
                "api-*,accounts-refresh,openid-*",
                "veaiops.accounts.first-password",
                PASSWORD,
                "veaiops.http.wrong-tokens",
                "0"));
        all.putAll(settings);
        return RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "routes/accounts.camel.yaml"),
                List.of(
                        new AccountWiring(),
                        new AuditWiring(),
                        new SilenceWiring(),
                        new OpenIdWiring(),
                        new EgressWiring()),
                Map.of(
                        "mongoDatabase",
                        database,
                        "secretBox",
                        SecretBox.of(Secret.of(KEYS)).readingVeaiops(Secret.of(KEY_OF_VEAIOPS))),
                all);
    }

    /** The token of a login at the first copy. */
    String login(String username, String password) throws Exception {
        HttpResponse<String> answer = tryLogin(api, username, password);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return data(answer).get("access_token").textValue();
    }

    HttpResponse<String> tryLogin(RunningApi copy, String username, String password) throws Exception {
        return copy.send(copy.anonymous("/apis/v1/auth/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password)))
                .build());
    }

    HttpResponse<String> call(String token, String method, String path, String body) throws Exception {
        return api.send(request(api, token, method, path, body));
    }

    static HttpRequest request(RunningApi copy, String token, String method, String path, String body) {
        return copy.anonymous(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    JsonNode ok(String token, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = call(token, method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return data(answer);
    }

    /** Adds a user by the admin token. @return the id */
    String user(String username, boolean supervisor) throws Exception {
        return ok(
                        RunningApi.TOKEN,
                        "POST",
                        USERS,
                        "{\"username\":\"%s\",\"email\":\"%s@x\",\"password\":\"password-of-%s\",\"is_supervisor\":%s}"
                                .formatted(username, username, username, supervisor))
                .get("_id")
                .textValue();
    }

    JsonNode token(String name, String scopes) throws Exception {
        return ok(RunningApi.TOKEN, "POST", TOKENS, "{\"name\":\"%s\",\"scopes\":[%s]}".formatted(name, scopes));
    }

    /** That the other copy refuses it within two seconds, with the interval of the shipped settings. */
    void refusedAtOther(String token) {
        awaitAtOther(token, 401, Duration.ofSeconds(2));
    }

    /** Until the other copy answers a token with a status. */
    void awaitAtOther(String token, int status) {
        awaitAtOther(token, status, Duration.ofSeconds(20));
    }

    private void awaitAtOther(String token, int status, Duration atMost) {
        Awaitility.await("the other copy").atMost(atMost).until(() -> {
            HttpResponse<String> answer = other.send(request(other, token, "GET", USERS, ""));
            return answer.statusCode() == status;
        });
    }

    static JsonNode data(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body()).get("data");
    }

    @Override
    public void close() {
        api.close();
        other.close();
        store.close();
    }
}
