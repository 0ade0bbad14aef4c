package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.security.SealReport;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.SecretBox.Place;
import routes.datasource.connect.Connect;
import routes.subscription.SubscriptionRule;

/** Every kind of document that holds secrets, under an old key, the new one, none and a lost one. */
@Tag("slow")
class MongoSecretsTest {
    private static final SecretBox OLD = SecretBox.of(Secret.of(key("old", 1)));
    private static final SecretBox LOST = SecretBox.of(Secret.of(key("lost", 3)));
    private static final SecretBox NEW = SecretBox.of(Secret.of(key("new", 2) + "," + key("old", 1)));

    private final WireServer server = WireServer.start();
    private final MongoSecrets secrets = new MongoSecrets(server.database(), Set.of("zabbix_api_password"));
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_check_counts_what_each_key_holds_and_changes_nothing() {
        ObjectId id = bot(OLD, NEW);
        insert(CollectionNames.BOT, new Document("_id", new ObjectId()).append("secret", "plain"));
        Document before = document(CollectionNames.BOT, id);

        SealReport report = reports(false).get(CollectionNames.BOT);

        assertThat(report.byKey()).containsOnly(Map.entry("old", 1L), Map.entry("new", 1L));
        assertThat(report.plain()).isOne();
        assertThat(report.resealed()).isZero();
        assertThat(report.notUnder("new")).isEqualTo(2);
        assertThat(document(CollectionNames.BOT, id)).isEqualTo(before);
    }

    @Test
    void a_reseal_puts_the_secrets_of_bots_and_connects_under_the_first_key() {
        ObjectId bot = bot(OLD, NEW);
        ObjectId connect = new ObjectId();
        Place password = Connect.place(hex(connect), "zabbix_api_password");
        Place pluginKey = Connect.place(hex(connect), "plugin_key");
        insert(
                Connect.COLLECTION,
                new Document("_id", connect)
                        .append("zabbix_api_url", "http://zabbix")
                        .append("zabbix_api_password", "plain")
                        .append("plugin_key", sealed("k", pluginKey)));

        assertResealed(3);

        assertThat(text(CollectionNames.BOT, bot, "secret")).startsWith("v1:new:");
        assertThat(opened(text(Connect.COLLECTION, connect, "zabbix_api_password"), password))
                .isEqualTo(Secret.of("plain"));
        assertThat(opened(text(Connect.COLLECTION, connect, "plugin_key"), pluginKey))
                .isEqualTo(Secret.of("k"));
        assertThat(text(Connect.COLLECTION, connect, "zabbix_api_url")).isEqualTo("http://zabbix");
    }

    @Test
    void a_reseal_puts_the_secrets_of_webhooks_and_policies_under_the_first_key() {
        ObjectId rule = new ObjectId();
        Place dotted = SubscriptionRule.placeOfHeader(hex(rule), "X.Dotted");
        insert(
                CollectionNames.SUBSCRIPTION,
                new Document("_id", rule)
                        .append("webhook_headers", new Document("A", "plain").append("X.Dotted", sealed("d", dotted)))
                        .append("webhook_secret", sealed("w", SubscriptionRule.placeOfSigningSecret(hex(rule))))
                        .append("webhook_secret_previous", null));
        ObjectId task = new ObjectId();
        Place webhook = new Place(CollectionNames.TASK, hex(task), "webhook");
        Document policy = new Document("webhook", sealed("https://hook", webhook)).append("alarm_level", "P1");
        insert(CollectionNames.TASK, new Document("_id", task).append("policy", policy));
        insert(
                CollectionNames.SYNC_RECORD,
                new Document(policy).append("_id", task).append("task_id", task));

        assertResealed(5);

        Document headers = document(CollectionNames.SUBSCRIPTION, rule).get("webhook_headers", Document.class);
        assertThat(headers.keySet()).containsExactly("A", "X.Dotted");
        assertThat(opened(headers.getString("X.Dotted"), dotted)).isEqualTo(Secret.of("d"));
        Document kept = document(CollectionNames.TASK, task).get("policy", Document.class);
        assertThat(opened(kept.getString("webhook"), webhook)).isEqualTo(Secret.of("https://hook"));
        assertThat(kept.getString("alarm_level")).isEqualTo("P1");
        assertThat(opened(text(CollectionNames.SYNC_RECORD, task, "webhook"), webhook))
                .isEqualTo(Secret.of("https://hook"));
    }

    /** And nothing is left for the next time. */
    private void assertResealed(long secrets) {
        Map<String, SealReport> reports = reports(true);

        assertThat(reports.values().stream().mapToLong(SealReport::resealed).sum())
                .isEqualTo(secrets);
        assertThat(reports.values()).allMatch(report -> report.notUnder("new") == 0);
        assertThat(reports(true).values()).allMatch(report -> report.resealed() == 0);
    }

    @Test
    void what_does_not_open_is_named_and_stays_while_the_rest_of_its_document_is_resealed() {
        ObjectId id = bot(LOST, OLD);
        String lost = text(CollectionNames.BOT, id, "secret");
        insert(CollectionNames.BOT, new Document("_id", new ObjectId()).append("secret", "v1:old:damaged"));

        SealReport report = reports(true).get(CollectionNames.BOT);

        assertThat(report.unreadable())
                .hasSize(2)
                .anySatisfy(why -> assertThat(why).contains("key lost", "veaiops.encryption.keys"))
                .noneMatch(why -> why.contains(lost));
        assertThat(report.resealed()).isOne();
        assertThat(report.notUnder("new")).isEqualTo(2);
        assertThat(text(CollectionNames.BOT, id, "secret")).isEqualTo(lost);
    }

    @Test
    void a_secret_that_somebody_writes_meanwhile_is_never_lost() {
        ObjectId id = bot(OLD, OLD);
        Place place = new Place(CollectionNames.BOT, hex(id), "secret");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                String stored = OLD.seal(Secret.of("s" + i), place).stored();
                collection(CollectionNames.BOT)
                        .updateOne(new Document("_id", id), new Document("$set", new Document("secret", stored)));
            }
        });

        while (!writer.isDone()) {
            reports(true);
        }
        writer.join();
        reports(true);

        assertThat(text(CollectionNames.BOT, id, "secret")).startsWith("v1:new:");
        assertThat(opened(text(CollectionNames.BOT, id, "secret"), place)).isEqualTo(Secret.of("s199"));
    }

    @Test
    void a_large_collection_tells_how_far_it_is() {
        List<Document> many = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            many.add(new Document("_id", new ObjectId()).append("task_id", new ObjectId()));
        }
        collection(CollectionNames.SYNC_RECORD).insertMany(many);

        reports(false);

        assertThat(progress).containsExactly(CollectionNames.SYNC_RECORD + ": 1000 documents read");
    }

    private Map<String, SealReport> reports(boolean reseal) {
        return secrets.walk(NEW, reseal, progress::add).stream()
                .collect(Collectors.toMap(SealReport::collection, report -> report));
    }

    private ObjectId bot(SecretBox ofSecret, SecretBox ofKey) {
        ObjectId id = new ObjectId();
        String secret = ofSecret.seal(Secret.of("s"), new Place(CollectionNames.BOT, hex(id), "secret"))
                .stored();
        String key = ofKey.seal(Secret.of("k"), new Place(CollectionNames.BOT, hex(id), "encrypt_key"))
                .stored();
        insert(
                CollectionNames.BOT,
                new Document("_id", id)
                        .append("secret", secret)
                        .append("credentials", new Document("encrypt_key", key)));
        return id;
    }

    private static String sealed(String secret, Place place) {
        return OLD.seal(Secret.of(secret), place).stored();
    }

    private static Secret opened(String stored, Place place) {
        return NEW.open(new Sealed(stored), place);
    }

    private String text(String collection, ObjectId id, String field) {
        return document(collection, id).getString(field);
    }

    private Document document(String collection, ObjectId id) {
        return collection(collection).find(new Document("_id", id)).first();
    }

    private void insert(String collection, Document document) {
        collection(collection).insertOne(document);
    }

    private MongoCollection<Document> collection(String name) {
        return server.database().getCollection(name);
    }

    private static String hex(ObjectId id) {
        return id.toHexString();
    }

    private static String key(String name, int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return name + ':' + Base64.getEncoder().encodeToString(key);
    }
}
