package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command, and a newcomer sees a card arrive on every platform. */
@Tag("slow")
class FakePlatformsIT {
    private static final List<String> PLATFORMS = List.of("Lark", "DingTalk", "WeCom", "Slack", "Teams");

    @TempDir
    private Path folder;

    @Test
    void a_run_with_fakes_shows_its_first_alarm_on_every_platform() throws Exception {
        Process run = start("-Dveaiops.embedded.fakes=true");
        Set<String> notified = new ConcurrentSkipListSet<>();
        Thread reader = new Thread(() -> read(run, notified));
        try {
            reader.start();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> notified.containsAll(PLATFORMS) || !run.isAlive());

            assertThat(notified).containsAll(PLATFORMS);
        } finally {
            run.destroyForcibly();
            reader.join();
        }
    }

    @Test
    void a_demo_tells_of_alarms_messages_and_recoveries_as_they_happen() throws Exception {
        Process run = start("-Dveaiops.demo=true", "-Dveaiops.demo.pause-millis=300");
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> run.inputReader().lines().forEach(lines::add));
        try {
            reader.start();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> lines.stream()
                                            .anyMatch(line ->
                                                    line.contains("message  Slack") && line.contains("Resolved"))
                                    && lines.stream().anyMatch(line -> line.contains("so far   12 alarms are 3 events"))
                            || !run.isAlive());

            assertThat(lines)
                    .anyMatch(line -> line.matches(".* {2}alarm {4}zabbix  db-1 .* 91.2 % firing"))
                    .anyMatch(line -> line.contains("message  Lark") && line.contains("high cpu"))
                    .anyMatch(line -> line.contains("message  Slack") && line.contains("Resolved"))
                    .noneMatch(line -> line.contains("refused"))
                    .noneMatch(line -> line.contains(" INFO "));
        } finally {
            run.destroyForcibly();
            reader.join();
        }
    }

    private static void read(Process run, Set<String> notified) {
        try (BufferedReader lines = run.inputReader()) {
            String platform = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("── ")) {
                    platform = line.split(" ")[1];
                } else if (line.contains("[P0") && line.contains("Alarm · ") && line.contains("high cpu")) {
                    notified.add(platform);
                }
            }
        } catch (IOException expected) {
            // the process was ended
        }
    }

    private Process start(String... switches) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(switches));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dveaiops.messages.language=en",
                "-Dveaiops.http.port=0",
                "-Dveaiops.management.port=0",
                "-Dveaiops.embedded.kafka.port=0",
                "-Dveaiops.embedded.mongodb.port=0",
                "-Dveaiops.embedded.dir=" + folder,
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedRun.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
