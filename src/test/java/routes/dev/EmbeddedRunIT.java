package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedRunIT {

    @TempDir
    private Path folder;

    @Test
    void a_run_says_where_it_is_and_the_next_one_keeps_its_tokens() throws Exception {
        RunFile first = runOnce();

        RunFile second = runOnce();

        assertThat(second.adminToken()).isEqualTo(first.adminToken());
        assertThat(second.alarmTokens()).isEqualTo(first.alarmTokens());
    }

    @Test
    void a_taken_port_ends_the_start_with_one_line_and_code_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process run = start("-Dveaiops.http.port=" + taken.getLocalPort());

            assertThat(run.inputReader().lines())
                    .containsExactly(
                            "Port %d of the HTTP server is taken: choose another with -Dveaiops.http.port=<port> (0 = any free one)"
                                    .formatted(taken.getLocalPort()));
            assertThat(run.waitFor()).isOne();
        }
    }

    /** Starts, asks for the health, lets a second run be refused, stops. */
    private RunFile runOnce() throws Exception {
        Process run = start("-Dveaiops.http.port=0");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(RunFile.in(folder)) || !run.isAlive());
            RunFile addresses = RunFile.read(folder);
            assertThat(status(addresses.management() + "/observe/health/live")).isEqualTo(200);
            assertThat(start("-Dveaiops.http.port=0").inputReader().lines())
                    .singleElement()
                    .asString()
                    .contains("is used by another run");
            assertThat(RunFile.in(folder)).exists();
            assertThat(OwnerFileTest.readableByOthers(folder)).isEmpty();
            run.destroy();
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return addresses;
        } finally {
            run.destroyForcibly();
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Process start(String property) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                property,
                "-Dveaiops.management.port=0",
                "-Dveaiops.embedded.kafka.port=0",
                "-Dveaiops.embedded.mongodb.port=0",
                "-Dveaiops.embedded.dir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedRun.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
