package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The development guide from top to bottom, as a newcomer goes through it beside a hub that runs: writes every file that has
 * a name at its fence, and runs every command on a line of its own; {@link GuideCommandsIT} those within sentences.
 */
@Tag("slow")
class GuideIT {
    private static final Pattern LEARNS = Pattern.compile("veaiops learn (\\S+) --count (\\d+) .*", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("X-Veaiops-Token: ([\\w-]+),");

    @TempDir
    private static Path project;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        Path extensions = Files.createDirectories(project.resolve("extensions"));
        site = Site.start("guide");
        hub = site.hub(Map.of(
                "veaiops.extensions.dir", extensions.toString(), "veaiops.extensions.watch-period-millis", "300"));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void every_file_and_every_command_of_the_guide_works() throws Exception {
        List<String> done = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (Guide.Part part : Guide.read().parts()) {
            if (part instanceof Guide.Named file) {
                ExtensionFiles.save(project.resolve(file.path()), file.text());
                done.add(file.path());
            } else if (part instanceof Guide.Commands commands) {
                if (commands.text().startsWith("veaiops diff")) {
                    later.add(commands.text());
                } else {
                    done.add(taken(commands.text()));
                }
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> hub.call(
                        "GET", "/apis/v1/manager/event-center/event/", "")
                .body()
                .contains("Door 7 is open"));
        for (String comparison : later) {
            done.add(run(comparison));
        }

        assertThat(done.toString())
                .contains("nothing is wrong", "alarm-source  beeper", "channel       Beacon", "Door 7 is open", "hello")
                .contains("wrote extensions/mappings/beeper/source.yaml", "1 alarms were compared", "+ P0 opened");
        assertThat(hub.log()).contains("alarm-source night-watch works");
        assertThat(later).hasSize(3);
    }

    /** The others of {@code examples/} need no hub: {@link routes.ExamplesTest}. */
    @Test
    void the_consumer_of_the_examples_prints_what_the_feed_says() throws Exception {
        String event = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "feed", "feed-1"))
                .get(0);
        Process consumer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "examples/feed-consumer/Consumer.java",
                        site.kafka())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = consumer.inputReader()) {
            String line = CompletableFuture.supplyAsync(() -> said.lines()
                            .filter(one -> one.startsWith("veaiops.event.opened " + event))
                            .findFirst()
                            .orElse("none"))
                    .get(60, TimeUnit.SECONDS);

            assertThat(line).contains("\"_id\":\"" + event + "\"", "feed");
        } finally {
            consumer.destroyForcibly();
        }
    }

    @Test
    void every_class_that_the_guide_shows_is_compiled() throws IOException {
        String guide = Guide.text().replaceAll("(?m)^   ", "");
        StringBuilder code = new StringBuilder();
        for (String root : List.of("src/main/java", "src/testkit/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(found -> found.toString().endsWith(".java"))
                        .toList()) {
                    code.append(Files.readString(file).replaceAll("(?m)^ +", ""));
                }
            }
        }
        Matcher shown = Pattern.compile("(?ms)^```java\\n(.*?)^```$").matcher(guide);
        int blocks = 0;
        while (shown.find()) {
            blocks++;
            assertThat(code.indexOf(shown.group(1).replaceAll("(?m)^ +", "").strip()))
                    .as(shown.group(1))
                    .isNotNegative();
        }

        assertThat(blocks).isGreaterThanOrEqualTo(5);
    }

    private static String taken(String commands) throws IOException, InterruptedException {
        if (LEARNS.matcher(commands).matches()) {
            return learn(commands);
        }
        awaitLook();
        return run(commands);
    }

    /** Files are taken at the next look; one look is over when the list has been quiet for two periods. */
    private static void awaitLook() {
        List<String> seen = new ArrayList<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    seen.add(hub.call("GET", "/apis/v1/manager/extensions", "").body());
                    return seen.size() > 2 && seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
                });
    }

    /** Posts what is waited for, in a folder of its own: the guide writes the same source by hand later. */
    private static String learn(String command) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(project.resolve("learning"));
        Path out = folder.resolve("out.txt");
        Process process = start(command, folder, out);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> token(out) != null || !process.isAlive());
        Matcher learns = LEARNS.matcher(command);
        assertThat(learns.matches()).isTrue();
        for (int post = 0; post < Integer.parseInt(learns.group(2)); post++) {
            HttpResponse<String> answer = hub.post(
                    "/alarms/learn/" + learns.group(1),
                    Map.of("Authorization", "Bearer " + token(out)),
                    "{\"id\":\"door-%d\",\"state\":\"open\",\"noise\":\"shrill\",\"name\":\"Door %d\"}"
                            .formatted(post, post)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return ended(command, process, out);
    }

    private static String token(Path out) throws IOException {
        Matcher token = TOKEN.matcher(Files.readString(out));
        return token.find() ? token.group(1) : null;
    }

    private static String run(String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile(project, "out", ".txt");
        return ended(commands, start(commands, project, out), out);
    }

    private static String ended(String commands, Process process, Path out) throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return fail(commands + " does not end");
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(commands + "\n" + said).isZero();
        return said;
    }

    private static Process start(String commands, Path folder, Path out) throws IOException {
        ProcessBuilder shell = new ProcessBuilder(
                        "bash",
                        "-c",
                        "set -e\nveaiops() { \"$JAVA\" -XX:TieredStopAtLevel=1 -XX:SharedArchiveFile=\"${JAR%.jar}.jsa\" -jar \"$JAR\""
                                + " \"$@\"; }\n" + commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        shell.environment()
                .putAll(Map.of(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "JAR",
                        CopiedProject.app().toString(),
                        "VEAIOPS_URL",
                        hub.url(),
                        "VEAIOPS_ADMIN_TOKEN",
                        Hub.ADMIN_TOKEN,
                        "VEAIOPS_KAFKA_BROKERS",
                        site.kafka()));
        return shell.start();
    }
}
