package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;
import routes.tool.cli.CommandRun;

/** A Kafka that asks for a password and gives each user the rights of docs/operations.md and no others. */
@Tag("slow")
class SaslKafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String REFUSED = "Kafka refuses this copy";
    private static final String PASSWORD = "hub-password-7c31";
    private static final String WRONG = "wrong-password-04aa";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required ";

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static EmbeddedMongo mongo;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.secured(
                folder.resolve("kafka"),
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        "PLAIN,SCRAM-SHA-256",
                        "scram-sha-256.sasl.jaas.config",
                        SCRAM + ";",
                        "plain.sasl.jaas.config",
                        PLAIN + "user_reader=\"%1$s\" user_stranger=\"%1$s\";".formatted(PASSWORD)),
                Map.of(
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS"));
        mongo = EmbeddedMongo.start(0, folder.resolve("mongodb"));
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        grantRights();
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
        mongo.close();
    }

    @Test
    void a_hub_is_not_ready_until_kafka_lets_it_in_and_works_from_then_on() throws Exception {
        try (Hub hub = hub("hub", "SCRAM-SHA-256", SCRAM + user("hub", PASSWORD))) {
            Awaitility.await(REFUSED).atMost(PATIENCE).until(() -> hub.log().contains(REFUSED));
            assertThat(hub.readiness()).isEqualTo(503);
            String spooled = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "sasl", "web-1"))
                    .get(0);

            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "hub", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), PASSWORD)))
                    .all()
                    .get();

            hub.awaitReady();
            awaitEvent(hub, spooled);
            assertThat(tail("reader", PASSWORD, "--from-start", "--count", "1").out())
                    .contains("high cpu");
            awaitEvent(
                    hub,
                    hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "sasl", "web-2"))
                            .get(0));
            assertTopicsAndMetrics(hub);
            assertDiffReads(hub, 2);
            assertThat(hub.log()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void a_hub_with_a_wrong_password_says_so_and_stops_when_told() throws Exception {
        try (Hub wrong = hub("wrong", "PLAIN", PLAIN + user("reader", WRONG))) {
            Awaitility.await(REFUSED).atMost(PATIENCE).until(() -> wrong.log().contains(REFUSED));

            assertThat(wrong.log())
                    .contains("Authentication failed: Invalid username or password")
                    .doesNotContain(WRONG);
            ProcessHandle.of(wrong.pid()).orElseThrow().destroy();
            Awaitility.await("the end").atMost(Duration.ofSeconds(40)).until(() -> !wrong.isAlive());
        }
    }

    @Test
    void tail_says_who_is_not_let_in_and_why() throws Exception {
        CommandRun wrong = tail("reader", WRONG);
        CommandRun stranger = tail("stranger", PASSWORD);

        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.text())
                .contains("Kafka cannot be read: Authentication failed: Invalid username or password")
                .doesNotContain(WRONG);
        assertThat(stranger.code()).isEqualTo(3);
        assertThat(stranger.text()).contains("Not authorized to access topics: [veaiops.events]");
    }

    @Test
    void tail_without_the_file_ends_and_names_it() {
        CommandRun run = CommandRun.by("tail", "--brokers", kafka.securedBootstrap());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.text()).contains("Kafka cannot be read: ", "need --kafka-config");
    }

    private static void assertTopicsAndMetrics(Hub hub) throws Exception {
        assertThat(admin.listTopics().names().get())
                .contains(
                        "veaiops.alarms",
                        "veaiops.events",
                        "veaiops.notices",
                        "veaiops.notices.dead",
                        "veaiops.inbound",
                        "veaiops.inbound.dead",
                        "veaiops.messages",
                        "veaiops.alarms.rejected");
        Awaitility.await("the metrics").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(hub.metric("veaiops_dependency_up{name=\"kafka\"")).isEqualTo(1);
            assertThat(hub.metric("veaiops_spool_waiting{log=\"alarms\"")).isZero();
            assertThat(hub.metrics()).contains("veaiops_stage_lag{group=\"veaiops-merge\"");
        });
    }

    private static void assertDiffReads(Hub hub, int alarms) throws Exception {
        Path changed = Files.writeString(folder.resolve("merge.properties"), "veaiops.merge.zabbix.window-seconds=9\n");
        CommandRun diff = CommandRun.by(
                "diff",
                changed.toString(),
                "--url",
                hub.url(),
                "--token",
                Hub.ADMIN_TOKEN,
                "--json",
                "--kafka-config",
                config("hub", "SCRAM-SHA-256", SCRAM + user("hub", PASSWORD)).toString());

        assertThat(diff.code()).as(diff.text()).isZero();
        assertThat(diff.json().path("read").asInt()).isEqualTo(alarms);
    }

    private static void awaitEvent(Hub hub, String alarm) {
        Awaitility.await("the event").atMost(PATIENCE).until(() -> hub.event(alarm)
                .isObject());
    }

    private static Hub hub(String name, String mechanism, String jaas) {
        return Hub.start(
                folder.resolve(name + ".log"),
                Map.of(
                        "veaiops.kafka.brokers",
                        kafka.securedBootstrap(),
                        "veaiops.mongodb.uri",
                        mongo.uri() + "/" + name,
                        "camel.component.kafka.security-protocol",
                        "SASL_PLAINTEXT",
                        "camel.component.kafka.sasl-mechanism",
                        mechanism,
                        "camel.component.kafka.sasl-jaas-config",
                        jaas));
    }

    private static CommandRun tail(String user, String password, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "tail",
                "--kafka-config",
                config(user, "PLAIN", PLAIN + user(user, password)).toString()));
        words.addAll(List.of(more));
        return CommandRun.by(words.toArray(String[]::new));
    }

    private static Path config(String name, String mechanism, String jaas) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".properties"),
                """
                bootstrap.servers=%s
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=%s
                sasl.jaas.config=%s
                """
                        .formatted(kafka.securedBootstrap(), mechanism, jaas));
    }

    private static String user(String name, String password) {
        return "username=\"%s\" password=\"%s\";".formatted(name, password);
    }

    private static void grantRights() throws Exception {
        List<AclBinding> rights = new ArrayList<>();
        for (AclOperation operation : Set.of(AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE)) {
            rights.add(right("hub", ResourceType.TOPIC, "veaiops.", PatternType.PREFIXED, operation));
        }
        rights.add(right("hub", ResourceType.GROUP, "veaiops-", PatternType.PREFIXED, AclOperation.READ));
        rights.add(right("reader", ResourceType.TOPIC, "veaiops.events", PatternType.LITERAL, AclOperation.READ));
        admin.createAcls(rights).all().get();
    }

    private static AclBinding right(
            String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
