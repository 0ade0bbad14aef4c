package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;

class SchemaCheckTest {
    private static final String SCHEMA =
            """
            {"type":"object","properties":{"kind":{"type":"string","enum":["a","b"]},"most":{"type":"number","maximum":5},
             "all":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}}}}}}""";

    private final SchemaCheck check = SchemaCheck.ofRequests(JsonNodeFactory.instance.objectNode());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'kind':1e999}|kind",
                "{'most':-1e999}|most",
                "{'all':[{'n':1},{'n':1e400}]}|all[1].n",
                "{'other':[[1e309]]}|other[0][0]"
            })
    void a_number_that_no_schema_can_compare_is_refused_by_its_field(String value, String field) throws Exception {
        assertThat(check.faults(json(SCHEMA), json(value)))
                .containsExactly(new SchemaCheck.Fault(field, "must be a finite number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"{'most':5}|''", "{'kind':'a','most':-1e300}|''", "{'kind':'c'}|kind", "{'most':1e308}|most"})
    void every_other_number_is_compared(String value, String field) throws Exception {
        assertThat(check.faults(json(SCHEMA), json(value)))
                .extracting(SchemaCheck.Fault::field)
                .isEqualTo(field.equals("''") ? List.of() : List.of(field));
    }

    @Test
    void a_deep_value_is_looked_through_in_a_small_stack() throws Exception {
        JsonNode deep = json("{'a':" + "[".repeat(900) + "1e999" + "]".repeat(900) + "}");
        AtomicReference<List<SchemaCheck.Fault>> found = new AtomicReference<>();
        JsonNode schema = json(SCHEMA);
        Thread small = new Thread(null, () -> found.set(check.faults(schema, deep)), "small stack", 256 << 10);

        small.start();
        small.join();

        assertThat(found.get()).extracting(SchemaCheck.Fault::wanted).containsExactly("must be a finite number");
    }

    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }
}
