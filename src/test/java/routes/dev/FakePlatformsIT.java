package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
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
        Process run = start();
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

    private static void read(Process run, Set<String> notified) {
        try (BufferedReader lines = run.inputReader()) {
            String platform = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("── ")) {
                    platform = line.split(" ")[1];
                } else if (line.contains("[P0] Alarm · ") && line.contains("high cpu")) {
                    notified.add(platform);
                }
            }
        } catch (IOException expected) {
            // the process was ended
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dveaiops.embedded.fakes=true",
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
                        EmbeddedRun.class.getName())
                .redirectErrorStream(true)
                .start();
    }
}
