package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.store.WireServer;

/**
 * A database in the form that VeAIOps writes, with every collection and every optional field ({@code veaiops/database.json}; its
 * secrets are Fernet tokens made with Python's cryptography).
 */
@Tag("slow")
class MigrateCommandTest {
    private static final String STORE = "veaiops.mongodb.uri";
    private static final String KEYS = "veaiops.encryption.keys";
    private static final String REFERENCE = "veaiops.encryption.reference-key";
    private static final String ZABBIX = "veaiops.alarms.token.zabbix";
    private static final String ALIYUN = "veaiops.alarms.aliyun.enabled";
    private static final String KEY_OF_VEAIOPS = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final List<String> SECRETS =
            List.of("lark-secret", "volc-ak", "model-key", "zabbix-password", "aliyun-secret", "admin-password");

    private final WireServer server = WireServer.start();

    @BeforeEach
    void aDatabaseOfVeaiops() throws IOException {
        System.setProperty(KEYS, "k1:" + "A".repeat(43) + "=");
        System.setProperty(STORE, server.uri());
        System.setProperty(REFERENCE, KEY_OF_VEAIOPS);
        System.setProperty(ZABBIX, "a-token-of-zabbix-0");
        System.setProperty(ALIYUN, "false");
        try (InputStream json = getClass().getResourceAsStream("/veaiops/database.json")) {
            Document.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8))
                    .forEach((collection, documents) ->
                            ((List<?>) documents).forEach(one -> put(collection, (Document) one)));
        }
    }

    @AfterEach
    void forget() {
        List.of(KEYS, STORE, REFERENCE, ZABBIX, ALIYUN).forEach(System::clearProperty);
        server.close();
    }

    @Test
    void a_check_reads_every_document_and_every_secret_and_changes_nothing() {
        String before = everything();

        CommandRun run = CommandRun.by("migrate", "check");
        JsonNode answer = CommandRun.by("migrate", "check", "--json").json();

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out())
                .contains("veaiops__config_bot: 2 documents, 0 unreadable")
                .contains("veaiops__config_bot: secrets 8 under VeAIOps,")
                .contains("veaiops__datasource_collector: secrets 3 under VeAIOps,")
                .contains("veaiops__chatops_kb: kept as it is")
                .contains("users: 3, 2 active, 1 supervisors")
                .contains("senders without a token: volcengine, chatops")
                .contains("0 documents unreadable, 0 secrets not opened")
                .doesNotContain(SECRETS);
        assertThat(answer.at("/database/collections")).hasSize(22);
        assertThat(answer.at("/database/kept"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "veaiops__auto_intelligent_threshold_task_record_detail",
                        "veaiops__chatops_agent_notification",
                        "veaiops__chatops_interest_agent_response",
                        "veaiops__chatops_kb");
        assertThat(answer.at("/database/indexes_to_come").size()).isGreaterThan(20);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_run_seals_every_secret_under_the_key_of_the_hub_and_makes_the_indexes() {
        CommandRun run = CommandRun.by("migrate", "run");
        System.clearProperty(REFERENCE);
        JsonNode after = CommandRun.by("migrate", "check", "--json").json();

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out()).contains("8 sealed anew", "indexes to come: 0").doesNotContain(SECRETS);
        assertThat(run.err()).contains("index made: veaiops__config_bot (bot_id, channel)");
        assertThat(after.path("secrets").findValuesAsText("unreadable")).allMatch(String::isEmpty);
        assertThat(after.at("/secrets/0/by_key/k1").asInt()).isEqualTo(8);
        assertThat(everything()).contains("v1:k1:").doesNotContain(SECRETS);
        assertThat(CommandRun.by("migrate", "run").out()).doesNotContain("1 sealed anew");
    }

    @Test
    void without_the_key_of_veaiops_every_secret_is_refused_by_its_name_and_stays_as_it_is() {
        System.clearProperty(REFERENCE);
        String before = everything();

        CommandRun run = CommandRun.by("migrate", "run");

        assertThat(run.code()).isOne();
        assertThat(run.out())
                .contains("the secret secret of ", "agent_cfg.api_key of ", "volc_cfg.ak of ", "volc_cfg.sk of ")
                .contains("zabbix_api_password of ", "aliyun_access_key_secret of ", "volcengine_access_key_secret of ")
                .contains("veaiops.encryption.reference-key")
                .contains("11 secrets not opened");
        assertThat(everything().split("gAAAAA")).hasSameSizeAs(before.split("gAAAAA"));
    }

    @Test
    void what_cannot_be_worked_with_is_named_with_the_reason() {
        ObjectId bot = put("veaiops__config_bot", new Document("channel", "Lark").append("secret", "x"));
        ObjectId event = put(
                "veaiops__event",
                new Document("agent_type", "a").append("event_level", "P9").append("created_at", "yesterday"));
        ObjectId rule = put(
                "veaiops__chatops_interest",
                new Document("channel", "Lark")
                        .append("bot_id", "cli_takeover")
                        .append("name", "around")
                        .append("uuid", "u")
                        .append("action_category", "Detect")
                        .append("inspect_category", "RE")
                        .append("regular_expression", "a(?=b)"));
        put("veaiops__event_inform_strategy", strategy("twice"));
        put("veaiops__event_inform_strategy", strategy("twice"));

        CommandRun run = CommandRun.by("migrate", "run");

        assertThat(run.code()).isOne();
        assertThat(run.out())
                .contains(bot + ": bot_id is missing")
                .contains(event + ": event_level is not one of P0, P1, P2")
                .contains(rule + ": the regular expression cannot be used")
                .contains("cannot be made, 1 keys stand in several documents: veaiops__event_inform_strategy (name)")
                .contains("3 documents unreadable");
    }

    @Test
    void long_collections_tell_how_far_they_are() {
        for (int i = 0; i < 2_000; i++) {
            put("veaiops__project", new Document("project_id", "p" + i).append("name", "n"));
        }

        assertThat(CommandRun.by("migrate", "check").err()).contains("veaiops__project: 2000 documents read");
    }

    private static Document strategy(String name) {
        return new Document("name", name)
                .append("channel", "Lark")
                .append("bot_id", "cli_takeover")
                .append("chat_ids", List.of("oc_ops"));
    }

    private ObjectId put(String collection, Document document) {
        server.database().getCollection(collection).insertOne(document);
        return document.getObjectId("_id");
    }

    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String name : server.database().listCollectionNames()) {
            for (Document document : server.database().getCollection(name).find()) {
                all.append(name).append(document).append('\n');
            }
        }
        return all.toString();
    }
}
