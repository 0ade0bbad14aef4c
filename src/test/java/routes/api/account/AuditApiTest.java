package routes.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.account.AccountHub.TOKENS;
import static routes.api.account.AccountHub.USERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.fixtures.ManualClock;
import routes.http.RunningApi;
import routes.steps.housekeeping.AuditPublication;
import routes.store.MongoAuditLog;

/** What the audit says of changes, failed logins and refused scopes. */
@Tag("slow")
class AuditApiTest {
    private static final String AUDIT = "/apis/v1/manager/audit";

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
    void a_change_is_one_record_with_what_was_and_what_is_and_without_secrets() throws Exception {
        String id = hub.user("ann", false);
        String admin = hub.login("admin", AccountHub.PASSWORD);
        hub.ok(admin, "PUT", USERS + id, "{\"is_supervisor\":true}");
        hub.call(admin, "PUT", USERS + id + "/reset-password", "{\"new_password\":\"never-shown-1\"}");

        JsonNode changed = audit("?operation=updateUser").get(0);
        assertThat(changed.get("actor").textValue()).isEqualTo("admin");
        assertThat(changed.get("kind").textValue()).isEqualTo("change");
        assertThat(changed.get("outcome").textValue()).isEqualTo("done");
        assertThat(changed.get("address").textValue()).isEqualTo("127.0.0.1");
        assertThat(changed.get("path").textValue()).isEqualTo(USERS + id);
        assertThat(changed.at("/before/is_supervisor").booleanValue()).isFalse();
        assertThat(changed.at("/after/is_supervisor").booleanValue()).isTrue();
        assertThat(audit("?actor=admin-token&kind=change")
                        .get(0)
                        .at("/after/username")
                        .textValue())
                .isEqualTo("ann");
        assertThat(stored()).doesNotContain("never-shown-1", "password-of-ann", "$2b");
    }

    @Test
    void the_token_of_a_machine_is_not_in_the_record_that_it_was_made() throws Exception {
        String token = hub.token("ci", "\"read\"").get("token").textValue();

        assertThat(audit("?operation=createToken").get(0).at("/after/name").textValue())
                .isEqualTo("ci");
        assertThat(stored()).contains("createToken").doesNotContain(token.substring(4));
    }

    @Test
    void failed_logins_refused_scopes_and_refused_changes_are_records_too() throws Exception {
        hub.tryLogin(hub.api, "mallory", "guess");
        String token = hub.token("reader", "\"read\"").get("token").textValue();
        hub.call(token, "GET", TOKENS, "");
        hub.call(RunningApi.TOKEN, "DELETE", USERS + "0".repeat(24), "");

        JsonNode login = audit("?kind=login_failed").get(0);
        assertThat(login.get("actor").textValue()).isEqualTo("mallory");
        JsonNode scope = audit("?kind=scope_refused").get(0);
        assertThat(scope.get("actor").textValue()).isEqualTo("token:reader");
        assertThat(scope.get("operation").textValue()).isEqualTo("listTokens");
        assertThat(scope.get("error").textValue()).contains("administer");
        JsonNode refused = audit("?outcome=refused&operation=deleteUser").get(0);
        assertThat(refused.get("error").textValue()).isEqualTo("not_found");
        assertThat(stored()).doesNotContain("guess");
        assertThat(audit("?from=2100-01-01T00:00:00Z")).isEmpty();
        RunningApi.assertError(hub.call(RunningApi.TOKEN, "GET", AUDIT + "?kind=x", ""), 422, "invalid_field");
    }

    @Test
    void a_record_is_published_once_it_has_ended_and_one_that_never_ends_after_a_while() throws Exception {
        MongoAuditLog log = new MongoAuditLog(hub.database);
        hub.user("eva", false);
        hub.database
                .getCollection("veaiops__audit")
                .updateOne(
                        new Document("operation", "createUser"),
                        new Document(
                                "$set",
                                new Document(
                                        "publish_key",
                                        "b:"
                                                + audit("?operation=createUser")
                                                        .get(0)
                                                        .get("_id")
                                                        .textValue())));
        hub.token("late", "\"read\"");
        ManualClock clock = new ManualClock(Instant.now());
        AuditPublication publication = new AuditPublication(log, 100, Duration.ofSeconds(60), clock);

        assertThat(published(publication)).last().asString().contains("createToken", "late");
        assertThat(published(publication)).isEmpty();
        clock.advance(Duration.ofSeconds(120));
        assertThat(log.unpublished(clock.instant().minusSeconds(60), 100)).hasSize(1);
    }

    @Test
    void every_kind_of_record_is_what_the_schema_says() throws Exception {
        hub.tryLogin(hub.api, "mallory", "guess");
        String token = hub.token("schema", "\"read\"").get("token").textValue();
        hub.call(token, "GET", TOKENS, "");
        hub.call(RunningApi.TOKEN, "DELETE", USERS + "0".repeat(24), "");
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(AuditApiTest.class.getResourceAsStream("/schemas/audit.schema.json"));

        for (String kind : List.of("change", "login_failed", "scope_refused")) {
            JsonNode records = audit("?kind=" + kind);
            assertThat(records).as(kind).isNotEmpty();
            assertThat(records).allSatisfy(record -> assertThat(schema.validate(record))
                    .as(record.toString())
                    .isEmpty());
        }
        ObjectNode other = audit("").get(0).deepCopy();
        assertThat(schema.validate(other.put("kind", "other"))).isNotEmpty();
    }

    private List<String> published(AuditPublication publication) {
        Exchange exchange = new DefaultExchange(hub.api.main().getCamelContext());
        publication.due(exchange);
        List<?> messages = exchange.getMessage().getBody(List.class);
        List<String> texts = messages.stream()
                .map(message -> new String(((Message) message).getBody(byte[].class)))
                .toList();
        publication.published(exchange);
        return texts;
    }

    private static JsonNode audit(String query) throws Exception {
        return hub.ok(RunningApi.TOKEN, "GET", AUDIT + query, "");
    }

    private static String stored() {
        StringBuilder all = new StringBuilder();
        hub.database
                .getCollection("veaiops__audit")
                .find()
                .forEach(one -> all.append(Objects.requireNonNull(one).toJson()));
        return all.toString();
    }
}
