package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.store.CollectionNames;
import routes.store.WireServer;

@Tag("slow")
class SecretsCommandTest {
    private static final String KEYS = "veaiops.encryption.keys";
    private static final String STORE = "veaiops.mongodb.uri";
    private static final String KEY = "k1:" + "A".repeat(43) + "=";

    private final WireServer server = WireServer.start();

    @BeforeEach
    void settings() {
        System.setProperty(KEYS, KEY);
        System.setProperty(STORE, server.uri());
    }

    @AfterEach
    void forget() {
        System.clearProperty(KEYS);
        System.clearProperty(STORE);
        server.close();
    }

    @Test
    void a_check_finds_what_is_not_sealed_and_a_reseal_mends_it_and_finds_nothing_the_next_time() {
        server.database()
                .getCollection(CollectionNames.BOT)
                .insertOne(new Document("_id", new ObjectId()).append("secret", "planted"));

        CommandRun check = CommandRun.by("secrets", "check");
        CommandRun dry = CommandRun.by("secrets", "reseal", "--dry-run");
        CommandRun reseal = CommandRun.by("secrets", "reseal");
        CommandRun again = CommandRun.by("secrets", "reseal", "--json");

        assertThat(check.code()).isOne();
        assertThat(check.out())
                .contains(CollectionNames.BOT + ": 1 in plain text, 0 unreadable; 0 resealed")
                .contains("1 secrets are not under the key k1")
                .doesNotContain("planted");
        assertThat(dry.code()).isOne();
        assertThat(reseal.code()).as(reseal.text()).isZero();
        assertThat(reseal.out()).contains("1 resealed", "every secret is under the key k1");
        assertThat(again.code()).isZero();
        assertThat(again.json().path("first_key").asText()).isEqualTo("k1");
        assertThat(again.json().path("not_under_first_key").asInt()).isZero();
        assertThat(again.json().at("/collections/0/by_key/k1").asInt()).isOne();
    }

    @Test
    void wrong_settings_are_wrong_use_and_tell_no_secret() {
        System.setProperty(KEYS, "k1:short");
        CommandRun shortKey = CommandRun.by("secrets", "check");
        System.setProperty(KEYS, KEY);
        System.setProperty(STORE, "postgres://user:pass@host");
        CommandRun address = CommandRun.by("secrets", "check");
        System.clearProperty(STORE);
        CommandRun missing = CommandRun.by("secrets", "check");

        assertThat(shortKey.code()).isEqualTo(2);
        assertThat(shortKey.err()).contains("veaiops.encryption.keys").doesNotContain("short");
        assertThat(address.code()).isEqualTo(2);
        assertThat(address.err())
                .contains("VEAIOPS_MONGODB_URI is no address of a MongoDB")
                .doesNotContain("pass");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("VEAIOPS_MONGODB_URI is missing");
        assertThat(CommandRun.by("secrets").code()).isEqualTo(2);
        assertThat(CommandRun.by("secrets", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void a_store_that_does_not_answer_could_not_be_asked() {
        System.setProperty(STORE, "mongodb://user:pass@127.0.0.1:1/veaiops?serverSelectionTimeoutMS=300");

        CommandRun run = CommandRun.by("secrets", "check");

        assertThat(run.code()).as(run.text()).isEqualTo(3);
        assertThat(run.err()).contains("MongoDB does not answer").doesNotContain("pass");
    }
}
