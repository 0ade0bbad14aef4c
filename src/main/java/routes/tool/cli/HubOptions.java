package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.tool.config.ConfigHub;
import routes.wiring.SettingFiles;

/** Which hub a command speaks to; the embedded run of this folder when no option names one. */
final class HubOptions {
    private static final Path EMBEDDED = Path.of("target", "embedded", "run.json");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--url", description = "Address of the hub; or VEAIOPS_URL; or that of the embedded run")
    private @Nullable String url;

    @Option(
            names = "--token",
            description = "A token that may do it; or VEAIOPS_ADMIN_TOKEN; or that of the embedded run")
    private @Nullable String token;

    private @Nullable HttpClient client;

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** A text as a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What is no JSON, such as a picture. */
    String text(String path) {
        HttpResponse<String> answer = send("GET", path, null);
        requireSuccess(answer);
        return answer.body();
    }

    JsonNode post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    JsonNode delete(String path) {
        return call("DELETE", path, null);
    }

    /** What can be written as code. */
    ConfigHub configuration() {
        return new ConfigHub(this::call);
    }

    /** Whether there is a hub to ask. */
    boolean named() {
        return url != null
                || SettingFiles.environment("VEAIOPS_URL").isPresent()
                || embedded("/http").isPresent();
    }

    /** The clock of who answers at an address, without a token; empty when nobody does. */
    Optional<Instant> time(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<Void> answer = client().send(request, BodyHandlers.discarding());
            return answer.statusCode() / 100 != 2
                    ? Optional.empty()
                    : Optional.of(answer.headers()
                            .firstValue("Date")
                            .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                            .orElseGet(Instant::now));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotAsk("interrupted", e);
        }
    }

    /** Without a slash at the end. */
    String address() {
        String address = given(url, "VEAIOPS_URL", "/http", "--url").replaceAll("/+$", "");
        if (!address.matches("https?://[^/\\s]+(/[^\\s?#]*)?")) {
            throw new VeaiopsException("--url is the address of a hub such as http://127.0.0.1:8080, not " + address);
        }
        return address;
    }

    /** The data of the answer. @throws VeaiopsException with the hub's own words when it refuses */
    private JsonNode call(String method, String path, @Nullable Object body) {
        HttpResponse<String> answer = send(method, path, body);
        requireSuccess(answer);
        return envelope(answer).path("data");
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        String address = address();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + given(token, "VEAIOPS_ADMIN_TOKEN", "/adminToken", "--token"))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body)));
        try {
            return client().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw noHub(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CouldNotAsk("interrupted", e);
        }
    }

    /** Made when a hub is called: a client takes longer than the help that needs none. */
    private HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
        }
        return client;
    }

    private void requireSuccess(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer.statusCode(), envelope(answer));
        }
    }

    private JsonNode envelope(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw noHub(e);
        }
    }

    private CouldNotAsk noHub(IOException e) {
        return new CouldNotAsk("there is no hub at " + address() + ": " + e.getMessage(), e);
    }

    /** The request is wrong; or, with a wrong token or a failing hub, it was not examined. */
    private static VeaiopsException refused(int status, JsonNode envelope) {
        String words =
                "the hub answers " + status + " " + envelope.path("error").asText() + ": "
                        + envelope.path("message").asText();
        boolean unasked = status >= 500 || Set.of(401, 403, 429).contains(status);
        return unasked ? new CouldNotAsk(words) : new Found(words);
    }

    /** @param inRunFile pointer to the value in the file of the embedded run */
    static String given(@Nullable String option, String variable, String inRunFile, String remedy) {
        return Optional.ofNullable(option)
                .or(() -> SettingFiles.environment(variable))
                .or(() -> embedded(inRunFile))
                .orElseThrow(
                        () -> new VeaiopsException(remedy + " is missing, and no embedded run has left " + EMBEDDED));
    }

    private static Optional<String> embedded(String pointer) {
        try {
            return Files.exists(EMBEDDED)
                    ? Optional.of(Json.mapper()
                            .readTree(EMBEDDED.toFile())
                            .at(pointer)
                            .asText())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
