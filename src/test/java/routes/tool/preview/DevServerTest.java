package routes.tool.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.lint.DeclaredSettings;

/** The page over HTTP: what it answers, what it writes, and that no other page can drive it. */
@Tag("slow")
public class DevServerTest {
    private static final String MAPPING =
            """
            source: beeper
            alarm: |
              {fingerprint: [.room], status: "firing", level: "P1", title: ("smoke in " + .room)}
            """;

    @TempDir
    private Path folder;

    private Path file;
    private DevServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        Path samples = Files.createDirectories(folder.resolve("mappings/beeper/samples"));
        Files.writeString(samples.resolve("loud.json"), "{\"room\":\"<cellar>\"}");
        file = Files.writeString(samples.resolveSibling("source.yaml"), MAPPING);
        server = DevServer.start(0, page(folder, file));
    }

    /** The page of a mapping in a folder of extensions. */
    public static DevPage page(Path folder, Path file) {
        OfflineTrial trial = new OfflineTrial(
                Optional.of(folder), DeclaredSettings.shipped().values(), List.of(), Clock.systemUTC());
        return new DevPage(
                "beeper",
                file,
                (post, text) -> Json.mapper()
                        .valueToTree(trial.of(
                                        post,
                                        OfflineTrial.read(new YamlText("beeper", "mapping", text, new ArrayList<>())))
                                .trials()),
                new DevPage.Posts() {
                    @Override
                    public String where() {
                        return "at a hub";
                    }

                    @Override
                    public Map<String, String> list() {
                        return Map.of("r1", "refused yesterday");
                    }

                    @Override
                    public String body(String id) {
                        return "{\"room\":\"attic\"}";
                    }
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_page_shows_the_file_the_first_sample_and_the_posts_of_the_hub() throws Exception {
        HttpResponse<String> page = get(server.url());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("smoke in", "&lt;cellar&gt;", "refused yesterday", "sample loud.json")
                .doesNotContain("<cellar>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(get(server.url() + "dev.js").statusCode()).isEqualTo(200);
        assertThat(get(server.url() + "nosuch").statusCode()).isEqualTo(404);
    }

    @Test
    void a_keystroke_is_answered_with_alarm_merge_and_cards_or_with_what_is_wrong() throws Exception {
        HttpResponse<String> good =
                act("try", Map.of("mapping", MAPPING, "body", "{\"room\":\"<b>\"}", "kind", "json"));
        HttpResponse<String> form =
                act("try", Map.of("mapping", "source: beeper\nalarm: '{'", "body", "", "kind", "json"));
        HttpResponse<String> kind = act("try", Map.of("mapping", MAPPING, "body", "{}", "kind", "exe"));

        assertThat(good.body())
                .contains(
                        "smoke in &lt;b&gt;", "opened", "Lark app", "Slack app", "DingTalk group robot", "class=\"card")
                .doesNotContain("<b>\"", "in <b>");
        assertThat(form.body()).contains("class=\"problem\"", "mapping:2");
        assertThat(kind.body()).contains("class=\"problem\"");
    }

    @Test
    void a_post_is_taken_saved_as_a_sample_and_approved() throws Exception {
        assertThat(act("pick", Map.of("id", "r1")).body()).contains("attic");
        assertThat(act("pick", Map.of("id", "sample loud.json")).body()).contains("cellar");
        act("sample", Map.of("name", "attic", "kind", "json", "body", "{\"room\":\"attic\"}"));
        HttpResponse<String> approved = act("approve", Map.of("mapping", MAPPING.replace("P1", "P0")));

        assertThat(approved.body()).contains("attic.expected.json: new", "loud.expected.json: new");
        assertThat(file).content().contains("P0");
        assertThat(file.resolveSibling("samples/attic.expected.json")).content().contains("\"P0\"");
        act("save", Map.of("mapping", MAPPING));
        assertThat(file).content().isEqualTo(MAPPING);
    }

    @Test
    void a_sample_stays_in_its_folder_and_a_broken_file_is_not_approved() throws Exception {
        HttpResponse<String> outside = act("sample", Map.of("name", "../../evil", "kind", "json", "body", "{}"));
        HttpResponse<String> broken = act("approve", Map.of("mapping", "source: beeper\nalarm: '{'"));

        assertThat(outside.statusCode()).isEqualTo(422);
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(folder.resolve("evil.json")).doesNotExist();
        assertThat(file).content().isEqualTo(MAPPING);
    }

    @Test
    void another_page_another_host_and_a_wrong_token_are_refused() throws Exception {
        URI own = URI.create(server.url());
        HttpRequest.Builder foreign = HttpRequest.newBuilder(own.resolve("save"))
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{\"mapping\":\"x\"}"));
        HttpRequest.Builder simple = HttpRequest.newBuilder(own.resolve("save"))
                .header("Content-Type", "text/plain")
                .header("Origin", "http://" + own.getAuthority())
                .POST(BodyPublishers.ofString("{\"mapping\":\"x\"}"));

        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(send(simple).statusCode()).isEqualTo(403);
        assertThat(get("http://" + own.getAuthority() + "/").statusCode()).isEqualTo(404);
        assertThat(rebound(own)).startsWith("HTTP/1.1 403");
        assertThat(file).content().isEqualTo(MAPPING);
    }

    /** As a page whose name was made to mean this machine asks. */
    private static String rebound(URI own) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), own.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + own.getPath() + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> act(String action, Map<String, String> values) throws Exception {
        URI own = URI.create(server.url());
        return send(HttpRequest.newBuilder(own.resolve(action))
                .header("Content-Type", "application/json")
                .header("Origin", "http://" + own.getAuthority())
                .POST(BodyPublishers.ofByteArray(Json.bytes(values))));
    }

    private HttpResponse<String> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
