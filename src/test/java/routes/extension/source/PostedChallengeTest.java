package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders that ask over HTTP whether an address is meant, before they post an alarm. */
@Tag("slow")
class PostedChallengeTest {
    private static final String FILE = "source: %s\nauth: [{hmac: {header: X-Sign}}]\nchallenge: %s\n"
            + "alarm: '{fingerprint: [.id], status: \"firing\"}'\n";
    private static MappedHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new MappedHub(Sources.reader(), Sources.secrets("", List.of("secret"), List.of(), Instant.EPOCH));
        hub.open("echo", FILE.formatted("echo", "{query: validationToken}"));
        hub.open("field", FILE.formatted("field", "{body: /challenge, field: challenge}"));
        hub.open(
                "crc",
                FILE.formatted(
                        "crc", "{query: crc_token, algorithm: sha256, prefix: 'sha256=', field: response_token}"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void a_text_of_the_query_is_answered_as_it_came(String method) {
        HttpResponse<String> answer =
                hub.send(method, "/alarms/echo?validationToken=Validation%3A+a+b", Map.of(), new byte[0]);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Validation: a b");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain");
    }

    @Test
    void a_text_of_the_body_is_answered_in_a_field() {
        HttpResponse<String> answer = post("/alarms/field", "{\"type\":\"url_verification\",\"challenge\":\"3eZ\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"challenge\":\"3eZ\"}");
    }

    @Test
    void a_token_is_answered_signed_and_nothing_longer_than_a_word_is_signed() {
        HttpResponse<String> answer = hub.send("GET", "/alarms/crc?crc_token=abc-1", Map.of(), new byte[0]);

        assertThat(answer.body())
                .isEqualTo("{\"response_token\":\"sha256=" + Signatures.hmacSha256("secret", "abc-1") + "\"}");
        assertThat(hub.send("GET", "/alarms/crc?crc_token=%7B%22id%22%3A1%7D", Map.of(), new byte[0])
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_alarm_has_to_be_signed_all_the_same() {
        String body = "{\"id\":1}";

        assertThat(post("/alarms/field", body).statusCode()).isEqualTo(401);
        assertThat(post("/alarms/echo", body).statusCode()).isEqualTo(401);
        assertThat(hub.send("GET", "/alarms/echo", Map.of(), new byte[0]).statusCode())
                .as("a probe")
                .isEqualTo(204);
        assertThat(hub.alarms()).isEmpty();
        HttpResponse<String> signed = hub.send(
                "POST",
                "/alarms/field",
                Map.of("Content-Type", "application/json", "X-Sign", Signatures.hmacSha256("secret", body)),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        assertThat(hub.alarms()).hasSize(1);
    }

    private static HttpResponse<String> post(String path, String body) {
        return hub.send(
                "POST", path, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}
