package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;

class PostedBodyTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> JSON_ONLY = Set.of("application/json");
    private static final Set<String> FORM_TOO = Set.of("application/json", FORM);
    private static final Set<String> EVENTS = Set.of("application/json", "application/cloudevents+json");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "application/json,                   {},         application/json",
                "text/json,                          {},         application/json",
                "application/problem+json,           {},         application/json",
                "application/cloudevents+json,       {},         application/json",
                "text/plain,                         ' [1]',     application/json",
                "text/html; charset=utf-8,           {},         application/json",
                "application/octet-stream,           {},         application/json",
                "application/x-www-form-urlencoded,  {},         application/json",
                "'',                                 {},         application/json",
                "'',                                 a=b,        ''",
                "text/plain,                         a text,     -",
                "application/x-www-form-urlencoded,  a=b,        -",
                "application/xml,                    <a/>,       -"
            })
    void json_is_json_under_whatever_name_where_json_is_taken(String sent, String body, String type) {
        if (type == null) {
            assertThatThrownBy(() -> PostedBody.of(request(sent, body), JSON_ONLY))
                    .isInstanceOf(RefusedRequest.class)
                    .hasMessageContaining("application/json");
        } else {
            assertThat(PostedBody.of(request(sent, body), JSON_ONLY).contentType())
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "application/x-www-form-urlencoded, a=b, application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded, {}, application/json",
        "application/x-www-form-urlencoded; charset=GBK, {}, application/json",
        "'', {}, application/json",
        "application/json, a=b, application/json",
    })
    void where_forms_are_taken_too_the_body_says_which_of_both_it_is(String sent, String body, String type) {
        assertThat(PostedBody.of(request(sent, body), FORM_TOO).contentType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/cloudevents+json"})
    void a_json_type_that_the_endpoint_knows_is_kept(String type) {
        assertThat(PostedBody.of(request(type, "{}"), EVENTS).contentType()).isEqualTo(type);
    }

    private static ApiRequest request(String contentType, String body) {
        return new ApiRequest(
                "POST",
                "/alarms/x",
                Map.of(),
                Map.of(),
                contentType.isEmpty() ? Map.of() : Map.of("content-type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                "r1");
    }
}
