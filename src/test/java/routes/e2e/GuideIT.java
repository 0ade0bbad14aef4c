package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The development guide from top to bottom, as a newcomer goes through it beside a hub that runs: writes every file that has
 * a name at its fence, and runs every command.
 */
class GuideIT {
    private static final Path GUIDE = Path.of("docs/development.md");
    /** A fence with what follows it, or an indented command. */
    private static final Pattern PARTS =
            Pattern.compile("(?ms)^```(\\w+)(?: (\\S+))?\\n(.*?)^```$|^    (veaiops [^\\n]*)$");
    /** Commands that wait for posts or read days of alarms, by the tests that run them. */
    private static final Map<String, String> ELSEWHERE = Map.of("learn", "LearnIT", "diff", "DiffIT");

    @TempDir
    private static Path desk;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        Path extensions = Files.createDirectories(desk.resolve("extensions"));
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
        Matcher part = PARTS.matcher(Files.readString(GUIDE));
        while (part.find()) {
            if (part.group(2) != null) {
                ExtensionFiles.save(desk.resolve(part.group(2)), part.group(3));
                done.add(part.group(2));
            } else if ("sh".equals(part.group(1))) {
                awaitLook();
                done.add(run(part.group(3)));
            } else if (part.group(4) != null && !elsewhere(part.group(4))) {
                done.add(run(part.group(4)));
            }
        }

        assertThat(done.toString())
                .contains(
                        "nothing is wrong", "alarm-source  beeper", "channel       Beacon", "Door 7 is open", "hello");
        assertThat(hub.log()).contains("alarm-source night-watch works");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> hub.call(
                        "GET", "/apis/v1/manager/event-center/event/", "")
                .body()
                .contains("Door 7 is open"));
    }

    @Test
    void every_class_that_the_guide_shows_is_compiled() throws IOException {
        String guide = Files.readString(GUIDE).replaceAll("(?m)^   ", "");
        StringBuilder code = new StringBuilder();
        for (String root : List.of("src/main/java", "src/test/java")) {
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

    private static boolean elsewhere(String command) {
        String test = ELSEWHERE.get(command.split(" ")[1]);
        if (test != null) {
            assertThat(Path.of("src/test/java/routes/e2e/" + test + ".java"))
                    .content()
                    .contains(command.split(" ")[1]);
        }
        return test != null;
    }

    /** Files are taken at the next look; one look is over when the list has been quiet for two periods. */
    private static void awaitLook() {
        List<String> seen = new ArrayList<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(700))
                .until(() -> {
                    seen.add(hub.call("GET", "/apis/v1/manager/extensions", "").body());
                    return seen.size() > 2 && seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
                });
    }

    private static String run(String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile(desk, "out", ".txt");
        ProcessBuilder shell = new ProcessBuilder(
                        "bash",
                        "-c",
                        "set -e\nveaiops() { \"$JAVA\" -XX:TieredStopAtLevel=1 -jar \"$JAR\" \"$@\"; }\n" + commands)
                .directory(desk.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        shell.environment()
                .putAll(Map.of(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "JAR",
                        Path.of(System.getProperty("veaiops.packaged.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "VEAIOPS_URL",
                        hub.url(),
                        "VEAIOPS_ADMIN_TOKEN",
                        Hub.ADMIN_TOKEN));
        Process process = shell.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(commands).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(commands + "\n" + said).isZero();
        return said;
    }
}
