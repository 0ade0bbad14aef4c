package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.RejectedItem;

/** What the sender is answered when its alarms are taken. */
class SourceEndpointTest {
    private static final List<RejectedItem> ONE_REFUSED =
            List.of(new RejectedItem(1, "invalid_field", "alarm[1].status", "alarm[1].status is missing"));

    @Test
    void the_program_of_the_mapping_makes_the_answer() {
        ApiAnswer answer = answer("{taken: .ids, refused: .rejected[0].index, key: .body.key, request: .request_id}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Sources.json((byte[]) answer.body()))
                .isEqualTo(Sources.json("{\"taken\":[\"a1\",\"a3\"],\"refused\":1,\"key\":\"k\",\"request\":\"r-1\"}"
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last(range(1e12))",
                "[range(1e12)]",
                "\"x\" * 2e9",
                "def f: f | f; f",
                "reduce range(60) as $i ({}; {a: ., b: .}) | tojson",
                "error(\"no\")",
                ".ids.first",
                ".body.key / 2"
            })
    void a_program_that_fails_or_needs_too_much_leaves_the_usual_answer_and_no_reason_to_post_again(String program) {
        ApiAnswer answer = answer(program);

        assertThat(answer.status()).isEqualTo(202);
        JsonNode body = Json.mapper().valueToTree(answer.body());
        assertThat(body.path("code").asInt()).isZero();
        assertThat(body.path("data").asText()).isEqualTo("a1,a3");
        assertThat(body.at("/rejected/0/index").asInt()).isEqualTo(1);
    }

    private static ApiAnswer answer(String program) {
        SourceFile file =
                Sources.read("source: demo\nalarm: .\nauth: [{ token: usual }]\nanswer:\n  status: 202\n  body: |\n    "
                        + program + "\n");
        ApiRequest request = new ApiRequest(
                "POST",
                "/alarms/demo",
                Map.of(),
                Map.of(),
                Map.of(),
                "{\"key\":\"k\"}".getBytes(StandardCharsets.UTF_8),
                "r-1");
        SourceSecrets secrets = Sources.secrets("t1", List.of(), List.of(), Instant.EPOCH);
        return new SourceEndpoint(() -> file, secrets).answer(request, List.of("a1", "a3"), ONE_REFUSED);
    }
}
