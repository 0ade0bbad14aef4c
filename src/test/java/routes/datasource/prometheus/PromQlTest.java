package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;

class PromQlTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                "'' ; up{instance=\"a\",job=\"node\"}",
                "job=\"node\" ; up{job=\"node\",instance=\"a\"}",
                "job = \"node\", ; up{job = \"node\",instance=\"a\"}",
                "job=\"node\",instance=\"a\" ; up{job=\"node\",instance=\"a\"}",
                "job=~\"node|db\" ; up{job=~\"node|db\",instance=\"a\",job=\"node\"}",
                "job!=\"node\" ; up{job!=\"node\",instance=\"a\",job=\"node\"}",
                "other=\"job=\\\"node\\\"\" ; up{other=\"job=\\\"node\\\"\",instance=\"a\",job=\"node\"}"
            })
    void a_matcher_that_the_data_source_has_already_is_not_said_twice(String matchers, String query) {
        ObjectNode config =
                Json.mapper().createObjectNode().put("metric_name", "up").put("matchers", matchers);

        assertThat(PromQl.query(config, Map.of("job", "node", "instance", "a"))).isEqualTo(query);
    }
}
