package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;
import routes.http.KeyStores;
import routes.tool.cli.CommandRun;

/** Kafka and MongoDB with certificates of a private authority, which the settings of docs/operations.md make the hub trust. */
@Tag("slow")
class TlsStoresIT {
    private static final String PASSWORD = "scram-password-5e90";

    @TempDir
    private static Path folder;

    private static KeyStores stores;
    private static EmbeddedKafka kafka;
    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start() throws Exception {
        stores = KeyStores.in(folder);
        kafka = EmbeddedKafka.secured(
                folder.resolve("kafka"),
                "SASL_SSL",
                Map.of(
                        "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                        "scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "ssl.keystore.location", stores.store("server").toString(),
                        "ssl.keystore.password", KeyStores.PASSWORD,
                        "ssl.keystore.type", "PKCS12",
                        "ssl.truststore.location", stores.store("server-trusts").toString(),
                        "ssl.truststore.password", KeyStores.PASSWORD,
                        "ssl.truststore.type", "PKCS12",
                        "ssl.client.auth", "required"),
                Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "hub", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
        mongo = EmbeddedMongo.secured(folder.resolve("mongodb"), stores.key("server"), stores.certificateOf("server"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
        mongo.close();
    }

    @Test
    void an_alarm_goes_through_both_and_tail_reads_its_event() throws Exception {
        try (Hub hub = Hub.start(folder.resolve("hub.log"), settings())) {
            hub.awaitReady();
            String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "tls", "web-1"))
                    .get(0);

            Awaitility.await("the event").atMost(Duration.ofSeconds(40)).until(() -> hub.event(id)
                    .isObject());

            CommandRun tail = tail("client-trusts", "--from-start", "--count", "1", "--json");

            assertThat(tail.code()).as(tail.text()).isZero();
            assertThat(tail.out()).contains(id);
            assertThat(hub.log()).doesNotContain(PASSWORD, KeyStores.PASSWORD);
        }
    }

    @Test
    void tail_does_not_trust_brokers_of_another_authority() throws Exception {
        CommandRun run = tail("server-trusts");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.text())
                .contains("unable to find valid certification path")
                .doesNotContain(PASSWORD, KeyStores.PASSWORD);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "veaiops.kafka.brokers",
                kafka.securedBootstrap(),
                "camel.component.kafka.security-protocol",
                "SASL_SSL",
                "camel.component.kafka.sasl-mechanism",
                "SCRAM-SHA-512",
                "camel.component.kafka.sasl-jaas-config",
                jaas(),
                "camel.component.kafka.ssl-truststore-location",
                stores.store("client-trusts").toString(),
                "camel.component.kafka.ssl-truststore-password",
                KeyStores.PASSWORD,
                "camel.component.kafka.ssl-truststore-type",
                "PKCS12"));
        settings.putAll(Map.of(
                "camel.component.kafka.ssl-keystore-location",
                stores.store("client").toString(),
                "camel.component.kafka.ssl-keystore-password",
                KeyStores.PASSWORD,
                "camel.component.kafka.ssl-keystore-type",
                "PKCS12",
                "camel.component.kafka.ssl-key-password",
                KeyStores.PASSWORD));
        settings.putAll(settingsOfMongo());
        return settings;
    }

    /** The driver takes the stores of the JVM. */
    private static Map<String, String> settingsOfMongo() {
        return Map.of(
                "veaiops.mongodb.uri",
                mongo.uri() + "/veaiops?tls=true",
                "javax.net.ssl.trustStore",
                stores.store("client-trusts").toString(),
                "javax.net.ssl.trustStorePassword",
                KeyStores.PASSWORD);
    }

    private static CommandRun tail(String trusted, String... more) throws Exception {
        Path config = Files.writeString(
                folder.resolve("client.properties"),
                """
                bootstrap.servers=%1$s
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=%2$s
                ssl.truststore.location=%3$s
                ssl.truststore.password=%5$s
                ssl.truststore.type=PKCS12
                ssl.keystore.location=%4$s
                ssl.keystore.password=%5$s
                ssl.keystore.type=PKCS12
                ssl.key.password=%5$s
                """
                        .formatted(
                                kafka.securedBootstrap(),
                                jaas(),
                                stores.store(trusted),
                                stores.store("client"),
                                KeyStores.PASSWORD));
        List<String> words = new ArrayList<>(List.of("tail", "--kafka-config", config.toString()));
        words.addAll(List.of(more));
        return CommandRun.by(words.toArray(String[]::new));
    }

    private static String jaas() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"hub\" password=\""
                + PASSWORD + "\";";
    }
}
