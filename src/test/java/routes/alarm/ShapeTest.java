package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.error.RefusedRequest;

class ShapeTest {
    private static final Shape ITEM = Shape.object().required("n", FieldKind.INTEGER);
    private static final Shape SHAPE = Shape.object()
            .required("name", FieldKind.TEXT)
            .optional("size", FieldKind.NUMBER)
            .optional("nameCn", "nameCN", FieldKind.TEXT)
            .whenSent("extra", FieldKind.SCALAR)
            .optional("items", FieldKind.listOf(ITEM))
            .optional("word", FieldKind.oneOf("a", "b"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | name          | name is required",
                "{'name':null}                       | name          | name is required",
                "{'name':5}                          | name          | name must be text, not a number",
                "{'name':[]}                         | name          | name must be text, not a list",
                "{'name':'x','size':'big'}           | size          | size must be a finite number, not text",
                "{'name':'x','size':1e999}           | size          | size must be a finite number, not a number",
                "{'name':'x','extra':{}}             | extra         | extra must be text, not an object",
                "{'name':'x','items':{}}             | items         | items must be a list, not an object",
                "{'name':'x','items':[{'n':1},5]}    | items[1]      | items[1] must be an object, not a number",
                "{'name':'x','items':[{'n':1},{}]}   | items[1].n    | items[1].n is required",
                "{'name':'x','items':[{'n':1.5}]}    | items[0].n    | items[0].n must be a whole number of 64 bits, not a number",
                "{'name':'x','items':[{'n':1e30}]}   | items[0].n    | items[0].n must be a whole number of 64 bits, not a number",
                "{'name':'x','items':[{'n':true}]}   | items[0].n    | items[0].n must be a whole number of 64 bits, not true or false",
                "{'name':'x','word':'c'}             | word          | 'word must be one of a, b'",
            })
    void a_wrong_value_is_refused_by_its_path_and_never_shown(String json, String field, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(RefusedRequest.class, e -> {
            assertThat(e.field()).contains(field);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void known_fields_are_kept_in_the_order_of_the_shape_and_others_dropped() {
        assertThat(read("{'other':{'deep':[1]},'extra':7,'items':[{'n':2.0,'m':1}],'name':'x','nameCN':'y'}"))
                .hasToString("{'name':'x','size':null,'nameCn':'y','extra':'7','items':[{'n':2}],'word':null}"
                        .replace('\'', '"'));
    }

    @Test
    void half_of_a_surrogate_pair_is_replaced_and_a_whole_pair_kept() {
        assertThat(read("{'name':'a\\ud83d\\ude00b\\ud83dc'}").get("name").textValue())
                .isEqualTo("a\ud83d\ude00b\ufffdc");
    }

    private static ObjectNode read(String json) {
        return SHAPE.read(JsonBody.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
