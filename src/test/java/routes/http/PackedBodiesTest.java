package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies with a Content-Encoding, at every path alike. */
@Tag("slow")
class PackedBodiesTest {
    private static final int LARGEST = 100_000;
    private static final byte[] PLAIN = "\"a body\"".getBytes(StandardCharsets.UTF_8);
    private static final String UNPACKED = "\"bytes\":" + PLAIN.length;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "test-routes/http-face.camel.yaml"),
                List.of(),
                Map.of("echoApi", new EchoApi()),
                Map.of("veaiops.http.max-body-bytes", String.valueOf(LARGEST)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "identity"})
    void what_java_can_unpack_is_unpacked(String encoding) throws Exception {
        byte[] sent = encoding.equals("identity") ? PLAIN : gzip(PLAIN);

        assertThat(posted(encoding, sent).body()).contains(UNPACKED);
    }

    @Test
    void deflate_is_unpacked_too() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(PLAIN);
        }

        assertThat(posted("deflate", packed.toByteArray()).body()).contains(UNPACKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "snappy", "gzip, gzip", "compress"})
    void another_encoding_is_named_with_what_is_taken(String encoding) throws Exception {
        String message = assertError(posted(encoding, new byte[] {1, 2, 3}), 415, "unsupported_media_type")
                .get("message")
                .textValue();

        assertThat(message).contains(encoding).contains("gzip, deflate");
    }

    @Test
    void what_is_not_what_its_encoding_says_is_400_and_the_connection_is_closed() throws Exception {
        byte[] broken = gzip(PLAIN);
        Arrays.fill(broken, 10, broken.length, (byte) 0xff);

        for (byte[] sent : List.of("{\"no\":\"gzip at all\"}".getBytes(StandardCharsets.UTF_8), broken)) {
            try (RawCaller caller = new RawCaller(api.port())) {
                caller.write("POST /test/echo/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + RunningApi.TOKEN + "\r\nContent-Encoding: gzip\r\n"
                                + "Content-Length: " + sent.length + "\r\n\r\n")
                        .write(sent);

                assertThat(caller.answer())
                        .startsWith("HTTP/1.1 400")
                        .contains("malformed_body", "Content-Encoding", "request_id");
                assertThat(caller.isCutWithin(Duration.ofSeconds(5))).isTrue();
            }
        }
    }

    @Test
    void a_bomb_is_refused_by_what_comes_out_of_it() throws Exception {
        byte[] bomb = gzip(new byte[20 << 20]);

        assertThat(bomb.length).isLessThan(LARGEST);
        assertError(posted("gzip", bomb), 413, "body_too_large");
    }

    private static HttpResponse<String> posted(String encoding, byte[] body) throws Exception {
        return api.send(api.request("POST", "/test/echo/1")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
