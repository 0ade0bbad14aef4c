package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class BoundedJsonTest {
    static Stream<String> malformed() {
        return Stream.of(
                "",
                "  ",
                "{",
                "{} {}",
                "{}x",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1" + "0".repeat(200) + "}",
                "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
                "secret-token");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_is_no_json_within_the_limits_is_a_malformed_body(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(RefusedRequest.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
            assertThat(e.getMessage()).contains("line 1, column").doesNotContain("secret");
        });
    }

    @Test
    void bytes_that_are_no_text_are_a_malformed_body() {
        assertThatThrownBy(() -> BoundedJson.object(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"text\"", "true"})
    void json_that_is_no_object_is_an_invalid_body(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(RefusedRequest.class, e -> assertThat(e.field())
                .contains("body"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":1,\"a\":2}|2", "{\"a\":[[[[1]]]]}|[[[[1]]]]", "{\"a\":1e400}|Infinity"})
    void odd_json_is_read_and_left_to_the_shape(String body, String value) {
        assertThat(read(body).get("a").toString().replace("\"", "")).isEqualTo(value);
    }

    private static JsonNode read(String body) {
        return BoundedJson.object(body.getBytes(StandardCharsets.UTF_8));
    }
}
