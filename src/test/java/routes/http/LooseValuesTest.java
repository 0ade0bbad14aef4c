package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;

/** Numbers and truth values written as text: VeAIOps' callers may, callers of our own operations may not. */
class LooseValuesTest {
    private static final String SCHEMA =
            """
            {"type":"object","allOf":[{"$ref":"#/b"}],"properties":{
              "n":{"type":"integer"},"x":{"type":"number"},"s":{"type":"string"},
              "list":{"type":"array","items":{"type":"object","properties":{"b":{"type":"boolean"}}}}}}
            """;
    private static final String PART = "{\"properties\":{\"b\":{\"type\":\"boolean\"}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"b":"true"}                  | {"b":true}
            {"b":"False"}                 | {"b":false}
            {"b":"no"}                    | {"b":"no"}
            {"b":"maybe"}                 | {"b":"maybe"}
            {"b":""}                      | {"b":""}
            {"n":" 12 "}                  | {"n":12}
            {"n":"1.5"}                   | {"n":"1.5"}
            {"n":"99999999999999999999"}  | {"n":"99999999999999999999"}
            {"x":"1.5"}                   | {"x":1.5}
            {"x":"1e3"}                   | {"x":1000.0}
            {"x":"NaN"}                   | {"x":"NaN"}
            {"s":"true"}                  | {"s":"true"}
            {"list":[{"b":"true"},{}]}    | {"list":[{"b":true},{}]}
            {"other":"true"}              | {"other":"true"}
            """)
    void text_becomes_what_the_schema_asks_for_and_stays_when_it_is_something_else(String body, String expected)
            throws Exception {
        JsonNode part = Json.mapper().readTree(PART);
        LooseValues values = new LooseValues(schema -> schema.has("$ref") ? part : schema);

        assertThat(values.typed(Json.mapper().readTree(SCHEMA), Json.mapper().readTree(body)))
                .hasToString(Json.mapper().readTree(expected).toString());
    }

    @Test
    void the_web_ui_switches_the_refresh_of_a_task_on_by_text() throws Exception {
        ApiRequest typed = typed("createTask", "{\"task_name\":\"t\",\"auto_update\":\"true\",\"n_count\":\"3\"}");

        assertThat(Json.mapper().readTree(typed.body()))
                .isEqualTo(Json.mapper().readTree("{\"task_name\":\"t\",\"auto_update\":true,\"n_count\":3}"));
    }

    @Test
    void an_operation_of_our_own_and_a_body_that_is_right_stay_as_they_are() {
        String ours = "{\"comment\":\"c\",\"matchers\":\"1\"}";

        assertThat(typed("createSilence", ours).body()).isEqualTo(ours.getBytes(StandardCharsets.UTF_8));
        String right = "{ \"task_name\" : \"t\", \"auto_update\" : true }";
        assertThat(typed("createTask", right).body()).isEqualTo(right.getBytes(StandardCharsets.UTF_8));
        assertThat(typed("createTask", "no JSON").body()).isEqualTo("no JSON".getBytes(StandardCharsets.UTF_8));
    }

    private static ApiRequest typed(String operation, String body) {
        ApiOperation found = Contract.shipped().operations().stream()
                .filter(one -> one.id().equals(operation))
                .findFirst()
                .orElseThrow();
        ApiRequest request = new ApiRequest(
                "POST",
                "/",
                Map.of(),
                Map.<String, List<String>>of(),
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                "r1");
        return Contract.shipped().typed(request, found);
    }
}
