package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80             | 80",
                "~80~           | 80",
                "~ 97.5 ~       | 97.5",
                "~-1~           | -1",
                "~1764466060.0~ | 1764466060",
                "~~             | null",
                "~ ~            | null",
            })
    void a_number_may_come_as_text_and_blank_text_is_none(String sent, String read) {
        assertThat(read("{'name':'x','size':" + sent.replace('~', '"') + "}").get("size"))
                .hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "'\"TRUE\"',true",
        "1,true",
        "'\"yes\"',true",
        "0,false",
        "'\"false\"',false",
        "'\"off\"',false"
    })
    void a_truth_value_may_come_as_a_number_or_a_word(String sent, boolean read) throws Exception {
        assertThat(FieldKind.BOOLEAN
                        .read(Json.mapper().readTree(sent), FieldPath.ROOT.field("b"))
                        .booleanValue())
                .isEqualTo(read);
    }

    @Test
    void a_word_that_is_no_truth_value_is_refused() {
        assertThatThrownBy(() -> FieldKind.BOOLEAN.read(TextNode.valueOf("maybe"), FieldPath.ROOT.field("b")))
                .hasMessage("b must be true or false, not text");
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
        return SHAPE.read(BoundedJson.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
