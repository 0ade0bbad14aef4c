package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.standardwebhooks.Webhook;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tool.cli.CommandRun;

/** The folders of {@code examples/} do what they say. */
@Tag("slow")
class ExamplesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"title\":\"disk full\"}";

    @Test
    void the_receiver_in_java_takes_what_is_signed_and_nothing_else() throws Exception {
        assertTakesWhatIsSigned(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "examples/webhook-receiver/Receiver.java",
                "0"));
    }

    @Test
    void the_receiver_in_python_takes_what_is_signed_and_nothing_else() throws Exception {
        assumeThat(onPath("python3")).as("python3").isTrue();

        assertTakesWhatIsSigned(List.of("python3", "examples/webhook-receiver/receiver.py", "0"));
    }

    @Test
    void the_consumer_in_python_is_python(@TempDir Path folder) throws Exception {
        assumeThat(onPath("python3")).as("python3").isTrue();

        Process compiled = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')",
                        "examples/feed-consumer/consumer.py")
                .inheritIO()
                .start();
        assertThat(compiled.waitFor()).isZero();
    }

    @Test
    void nothing_is_wrong_with_the_extension() {
        CommandRun lint = CommandRun.by("lint", "examples/extension");

        assertThat(lint.code()).as(lint.text()).isZero();
        assertThat(lint.text()).contains("nothing is wrong");
    }

    private static void assertTakesWhatIsSigned(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WEBHOOK_SECRET", SECRET);
        Process process = builder.start();
        try (BufferedReader said = process.inputReader()) {
            String port = said.readLine().replace("listening on port ", "");
            long now = Instant.now().getEpochSecond();
            String good = new Webhook(SECRET).sign("msg_1", now, BODY);

            assertThat(post(port, "msg_1", now, "v1,AAAA " + good, BODY)).isEqualTo(204);
            assertThat(said.readLine()).isEqualTo("took msg_1: " + BODY);
            assertThat(post(port, "msg_1", now, good, BODY)).isEqualTo(204);
            assertThat(post(port, "msg_1", now, good, BODY.replace("full", "fine")))
                    .isEqualTo(401);
            assertThat(post(port, "msg_2", now, good, BODY)).isEqualTo(401);
            assertThat(post(port, "msg_1", now - 3600, new Webhook(SECRET).sign("msg_1", now - 3600, BODY), BODY))
                    .isEqualTo(401);
        } finally {
            process.destroy();
        }
    }

    private static int post(String port, String id, long time, String signature, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(time))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean onPath(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
