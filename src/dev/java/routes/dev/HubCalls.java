package routes.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls to the hub of an embedded run, by the same API and endpoints that people and senders use. */
final class HubCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final RunFile run;

    HubCalls(RunFile run) {
        this.run = run;
    }

    /** @throws IllegalStateException if the answer is no 2xx */
    JsonNode get(String path) {
        return call(request(path).GET());
    }

    /** @throws IllegalStateException if the answer is no 2xx */
    JsonNode post(String path, Object body) {
        return call(request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    /**
     * One post of a sender, with the token of its source.
     *
     * @throws IllegalStateException if the answer is no 2xx
     */
    JsonNode alarm(AlarmPost post) {
        return call(HttpRequest.newBuilder(URI.create(run.http() + "/alarms/" + post.source()))
                .header("X-Veaiops-Token", run.alarmTokens().get(post.source()))
                .header("Content-Type", post.contentType())
                .POST(BodyPublishers.ofString(post.body(), StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(run.http() + path))
                .header("Authorization", "Bearer " + run.adminToken());
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode call(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(PATIENCE).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.uri().getPath() + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("calling " + request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("calling " + request.uri().getPath(), e);
        }
    }
}
