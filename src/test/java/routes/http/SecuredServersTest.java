package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS and client certificates of both servers, by the settings that docs/operations.md names. */
@Tag("slow")
class SecuredServersTest {
    @TempDir
    private static Path folder;

    private static KeyStores stores;

    @BeforeAll
    static void keys() throws Exception {
        stores = KeyStores.in(folder);
    }

    @Test
    void both_servers_speak_https_and_nothing_else() throws Exception {
        try (RunningApi api = start(Map.of())) {
            for (int port : List.of(api.port(), api.managementPort())) {
                String path = port == api.port() ? "/healthz" : "/observe/health/live";
                HttpResponse<String> answer = get(port, path, "");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
                try (RawCaller plain = new RawCaller(port)) {
                    assertThat(plain.write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                    .isCutWithin(Duration.ofSeconds(10)))
                            .isTrue();
                }
            }
            assertThat(get(api.port(), "/nothing", "").body()).contains("\"not_found\"");
        }
    }

    @Test
    void a_server_that_asks_for_certificates_lets_nobody_in_without_one_that_it_trusts() throws Exception {
        try (RunningApi api = start(Map.of(
                "camel.ssl.trust-store",
                "file:" + stores.store("server-trusts"),
                "camel.ssl.trust-store-password",
                KeyStores.PASSWORD,
                "camel.ssl.client-authentication",
                "REQUIRE"))) {
            for (int port : List.of(api.port(), api.managementPort())) {
                String path = port == api.port() ? "/healthz" : "/observe/health/live";

                assertThat(get(port, path, "client").statusCode()).isEqualTo(200);
                assertThatThrownBy(() -> get(port, path, "")).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> get(port, path, "stranger")).isInstanceOf(IOException.class);
            }
        }
    }

    private static RunningApi start(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "camel.ssl.enabled", "true",
                "camel.ssl.key-store", "file:" + stores.store("server"),
                "camel.ssl.keystore-password", KeyStores.PASSWORD,
                "camel.server.use-global-ssl-context-parameters", "true",
                "camel.management.use-global-ssl-context-parameters", "true"));
        settings.putAll(more);
        return RunningApi.start(List.of("routes/api-operations.camel.yaml"), List.of(), Map.of(), settings);
    }

    private static HttpResponse<String> get(int port, String path, String key) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(stores.client(key))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
    }
}
