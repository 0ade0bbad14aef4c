package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenFieldsTest {
    private final HiddenFields fields = new HiddenFields(Set.of("routing_key", "ключ"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"routing_key\":\"R0\",\"a\":1}|{\"routing_key\":\"***\",\"a\":1}",
                "{ \"routing_key\" :\t\"R\\\"0\" }|{ \"routing_key\" :\t\"***\" }",
                "{\"a\":[{\"b\":{\"routing_key\":12345}}]}|{\"a\":[{\"b\":{\"routing_key\":\"***\"}}]}",
                "{\"routing_key\":[\"R0\",{\"x\":\"]\"}],\"a\":1}|{\"routing_key\":\"***\",\"a\":1}",
                "{\"routing\\u005fkey\":\"R0\"}|{\"routing\\u005fkey\":\"***\"}",
                "{\"ключ\":\"R0\",\"ü\":\"é\"}|{\"ключ\":\"***\",\"ü\":\"é\"}",
                "{\"routing_key\":\"R0\",\"routing_key\":\"R1\"}|{\"routing_key\":\"***\",\"routing_key\":\"***\"}"
            })
    void the_value_is_hidden_wherever_the_field_stands_and_nothing_else_changes(String body, String kept) {
        assertThat(hidden(body)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":oops,\"routing_key\":\"R0\"|{\"a\":oops,\"routing_key\":\"***\"",
                "{\"routing_key\":\"R0|{\"routing_key\":\"***\"",
                "{\"routing_key\":R0}|{\"routing_key\":\"***\"}",
                "{\"routing_key\":|{\"routing_key\":\"***\"",
                "}{\"routing_key\":\"R0\\|}{\"routing_key\":\"***\""
            })
    void a_body_that_is_wrong_or_cut_off_tells_the_value_no_more_than_a_good_one(String body, String kept) {
        assertThat(hidden(body)).isEqualTo(kept);
    }

    @Test
    void a_text_that_only_speaks_of_the_field_stays() {
        String body =
                "{\"title\":\"routing_key\",\"routing_key2\":\"a\",\"text\":\"\\\"routing_key\\\": none\",\"n\":1.50}";

        assertThat(hidden(body)).isEqualTo(body);
        assertThat(hidden("")).isEmpty();
        assertThat(hidden("no json at all")).isEqualTo("no json at all");
    }

    private String hidden(String body) {
        return new String(fields.in(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
