package routes.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.json.Json;
import routes.dev.EmbeddedMongo;
import routes.extension.source.CheckedFiles;
import routes.fakes.PublicSchema;

/** The one file that is shipped does by itself what it promises. */
@Tag("slow")
class PackagedJarIT {
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final String STOPPING = "shutdown hook triggered";

    @TempDir
    private static Path folder;

    private static KafkaProcess kafka;
    private static EmbeddedMongo mongo;

    @BeforeAll
    static void startServers() {
        kafka = KafkaProcess.start(folder.resolve("kafka"));
        mongo = EmbeddedMongo.start(0, folder.resolve("mongodb"));
    }

    @AfterAll
    static void stopServers() {
        mongo.close();
        kafka.close();
    }

    @Test
    void an_alarm_becomes_an_event_on_the_feed_and_a_stop_finishes_what_is_in_flight() throws Exception {
        try (PackagedApplication application = PackagedApplication.ready(kafka.address(), mongo.uri() + "/veaiops")) {
            HttpResponse<String> answer = application.post(zabbix()).join();

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertFeedTells(Json.mapper().readTree(answer.body()).path("data").asText());
            ScrapedMetrics.assertVersionAndProcess(
                    application.managed("/observe/metrics").body());
            assertStopFinishesWhatIsInFlight(application);
            assertLinesAreJsonAndCamelWarnsOfNothing(application.output());
        }
    }

    @Test
    void production_without_settings_names_all_that_is_missing_and_exits_with_1() throws Exception {
        try (PackagedApplication application = PackagedApplication.run()) {
            int code = application.exitCodeWithin(STOP);

            assertThat(code).isOne();
            Awaitility.await().untilAsserted(() -> assertThat(String.join("\n", application.output()))
                    .contains(
                            "VEAIOPS_MONGODB_URI",
                            "VEAIOPS_KAFKA_BROKERS",
                            "VEAIOPS_ENCRYPTION_KEYS",
                            "VEAIOPS_ADMIN_TOKEN",
                            "VEAIOPS_ALARMS_TOKEN_VOLCENGINE",
                            "VEAIOPS_ALARMS_TOKEN_ALIYUN",
                            "VEAIOPS_ALARMS_TOKEN_ZABBIX"));
        }
    }

    @Test
    void help_lists_the_settings_and_version_says_which_one_it_is() throws Exception {
        try (PackagedApplication help = PackagedApplication.run("--help");
                PackagedApplication version = PackagedApplication.run("--version")) {
            assertThat(help.exitCodeWithin(STOP)).isZero();
            assertThat(version.exitCodeWithin(STOP)).isZero();
            Awaitility.await().untilAsserted(() -> {
                assertThat(String.join("\n", help.output()))
                        .contains("veaiops.http.port (VEAIOPS_HTTP_PORT; default 8080)");
                assertThat(version.output()).singleElement().asString().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
            });
        }
    }

    @Test
    void the_jar_writes_a_new_source_and_finds_nothing_wrong_with_it(@TempDir Path folder) throws Exception {
        try (PackagedApplication written =
                PackagedApplication.run("new", "alarm-source", "night-watch", "--dir", folder.toString())) {
            assertThat(written.exitCodeWithin(STOP)).isZero();
        }
        try (PackagedApplication lint = PackagedApplication.run("lint", folder.toString())) {
            assertThat(lint.exitCodeWithin(STOP)).isZero();
            Awaitility.await().untilAsserted(() -> assertThat(lint.output()).contains("nothing is wrong"));
        }
        assertThat(folder.resolve("mappings/night-watch/samples/firing.expected.json"))
                .exists();
    }

    /** Whether the class, or the one that it is inside of, stands among the tests. */
    private static boolean ofTests(String entry) {
        return entry.endsWith(".class")
                && Stream.of("test", "dev", "testkit", "faults", "bench")
                        .anyMatch(root -> Files.exists(
                                Path.of("src", root, "java", entry.replaceAll("(\\$.*)?\\.class$", ".java"))))
                && !entry.endsWith("package-info.class");
    }

    @Test
    void the_jar_holds_the_licence_and_neither_the_embedded_servers_nor_tests() throws IOException {
        try (JarFile jar = new JarFile(PackagedApplication.JAR.toFile())) {
            List<String> entries = jar.stream().map(entry -> entry.getName()).toList();

            assertThat(entries)
                    .noneMatch(name -> name.startsWith("routes/dev/")
                            || name.startsWith("kafka/server/")
                            || name.startsWith("de/bwaldvogel/")
                            || name.startsWith("org/junit/")
                            || ofTests(name));
            assertThat(entries)
                    .contains(
                            "routes/VeaiopsApplication.class",
                            "routes/alarms-merge.camel.yaml",
                            "schemas/event.schema.json",
                            "META-INF/LICENSE");
        }
    }

    @Test
    void the_script_runs_the_jar_and_writes_the_archive_of_its_classes() throws Exception {
        assertThat(script("archive")).contains("wrote ", "-app.jsa");
        assertThat(script("--version").strip()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    /** What {@code bin/veaiops} says; it must end well. */
    private static String script(String word) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bin/veaiops", word).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("VEAIOPS_JAR", PackagedApplication.JAR.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void the_jar_lists_the_files_that_the_build_has_checked_so_that_no_start_checks_them_again() throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(PackagedApplication.JAR)) {
            Path root = jar.getPath("/");

            assertThat(Files.readString(root.resolve(CheckedFiles.FILE)))
                    .isEqualTo(CheckedFiles.listing(root))
                    .contains("  mappings/grafana/source.yaml\n", "  templates/slack/");
        }
    }

    @Test
    void the_jar_names_its_parts_with_versions_and_licences() throws IOException {
        try (JarFile jar = new JarFile(PackagedApplication.JAR.toFile())) {
            JsonNode sbom = sbom(jar);
            List<String> parts = parts(sbom);

            assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
            assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("veaiops-camel");
            assertThat(sbom.path("components")).allSatisfy(part -> assertThat(part.path("licenses"))
                    .as(part.path("purl").asText())
                    .isNotEmpty());
            String licences = text(jar, "META-INF/THIRD-PARTY.txt");
            assertThat(parts)
                    .allSatisfy(part -> assertThat(licences).contains("(" + part + " - "))
                    .noneMatch(part -> part.startsWith("org.apache.kafka:kafka_")
                            || part.startsWith("de.bwaldvogel:")
                            || part.startsWith("com.mchange:"));
        }
    }

    @Test
    void scanners_find_the_marks_of_the_parts_in_the_jar() throws IOException {
        try (JarFile jar = new JarFile(PackagedApplication.JAR.toFile())) {
            assertThat(parts(sbom(jar)))
                    .filteredOn(part -> part.startsWith("org.apache.camel:"))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(part -> {
                        String[] name = part.split(":");
                        assertThat(text(jar, "META-INF/maven/" + name[0] + "/" + name[1] + "/pom.properties"))
                                .contains("version=" + name[2]);
                    });
        }
    }

    /** CVE-2026-35554: before 3.9.2 a batch that expires on its way can be written to another topic. */
    @Test
    void the_kafka_client_of_the_jar_keeps_expired_batches_out_of_other_topics() throws IOException {
        try (JarFile jar = new JarFile(PackagedApplication.JAR.toFile())) {
            assertThat(parts(sbom(jar)))
                    .filteredOn(part -> part.startsWith("org.apache.kafka:kafka-clients:"))
                    .singleElement()
                    .extracting(part -> Version.parse(part.split(":")[2]))
                    .satisfies(version -> assertThat(version).isGreaterThanOrEqualTo(Version.parse("3.9.2")));
        }
    }

    private static JsonNode sbom(JarFile jar) throws IOException {
        return Json.mapper().readTree(text(jar, "META-INF/sbom/application.cdx.json"));
    }

    /** Group, name and version of each. */
    private static List<String> parts(JsonNode sbom) {
        List<String> parts = new ArrayList<>();
        sbom.path("components")
                .forEach(part -> parts.add(String.join(
                        ":",
                        part.at("/group").asText(),
                        part.at("/name").asText(),
                        part.at("/version").asText())));
        return parts;
    }

    private static String text(JarFile jar, String entry) throws IOException {
        assertThat(jar.getEntry(entry)).as(entry).isNotNull();
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertFeedTells(String id) throws IOException {
        try (Feed feed = new Feed(kafka.address(), "veaiops.events")) {
            ConsumerRecord<String, String> published =
                    feed.await(event -> event.value().contains(id));
            JsonNode event = Json.mapper().readTree(published.value());

            assertThat(PublicSchema.named("event").problemsOf(event)).isEmpty();
            assertThat(published.key()).isEqualTo(event.path("fingerprint").asText());
            assertThat(new String(published.headers().lastHeader("ce_type").value()))
                    .isEqualTo("veaiops.event.opened");
        }
    }

    private static void assertStopFinishesWhatIsInFlight(PackagedApplication application) throws Exception {
        double before = received(application);
        kafka.freeze();
        CompletableFuture<HttpResponse<String>> waiting = application.post(zabbix());
        Awaitility.await().until(() -> received(application) > before);

        application.stop();
        Awaitility.await().until(() -> application.output().stream().anyMatch(line -> line.contains(STOPPING)));
        kafka.thaw();

        assertThat(waiting.get(STOP.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(application.exitCodeWithin(STOP)).isZero();
    }

    /** Alarms that were accepted; the log may not have them yet. */
    private static double received(PackagedApplication application) throws Exception {
        return application
                .managed("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("veaiops_alarms_received_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void assertLinesAreJsonAndCamelWarnsOfNothing(List<String> output) throws IOException {
        assertThat(output).isNotEmpty();
        for (String line : output) {
            JsonNode parsed = Json.mapper().readTree(line);
            assertThat(parsed.path("time").asText()).endsWith("Z");
            assertThat(line).doesNotContain(PackagedApplication.TOKEN);
        }
        assertThat(output)
                .filteredOn(line -> line.contains("\"logger\":\"org.apache.camel."))
                .isNotEmpty()
                .noneMatch(line -> line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\""));
    }

    private static String zabbix() throws IOException {
        return Files.readString(Path.of("src/main/resources/samples/zabbix/firing.json"));
    }
}
