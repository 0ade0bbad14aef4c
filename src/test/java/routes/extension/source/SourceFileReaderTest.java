package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileReaderTest {
    private static final String ALARM = "alarm: '{fingerprint: .id, status: .status, level: \"P1\", title: .title}'\n";

    @Test
    void a_file_needs_a_name_and_a_mapping_and_the_rest_has_defaults() {
        SourceFile file = Sources.read("source: demo\n" + ALARM);

        assertThat(file.name()).isEqualTo("demo");
        assertThat(file.paths()).containsExactly("/alarms/demo");
        assertThat(file.consumes()).containsExactly("application/json");
        assertThat(file.auth()).containsExactly(TokenAuth.USUAL);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.version()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: demo | 1: \"alarm\" is missing",
                "source: Demo X | 1: \"Demo X\" is not a name of a-z, 0-9 and -, not veaiops",
                "source: veaiops | 1: \"veaiops\" is not a name of a-z, 0-9 and -, not veaiops",
                "colour: red | 1: a mapping file has an unknown field \"colour\"",
                "pathes: /x | 1: a mapping file has an unknown field \"pathes\", did you mean paths?",
                "body: yaml | 1: \"yaml\" is no kind of body: one of json, form, xml, mail, text, query",
                "methods: DELETE | 1: \"DELETE\" is not one of GET, POST, PUT and PATCH",
                "levels: {P3: bad} | 1: levels has an unknown field \"P3\", did you mean P0?",
                "levels: {P0: bad, P1: Bad} | 1: \"Bad\" stands there for two levels",
                "include: own.jq | 1: there is no file of functions \"own.jq\" beside this one or in mappings",
                "paths: alarms | 1: \"alarms\" is not a path: /segments, without a slash at the end",
                "each: .a[ | 1: not a jq program: Encountered \"<EOF>\"",
                "auth: [{hmac: {}}] | 1: \"header\" is missing",
                "auth: [{password: x}] | 1: a way to authenticate has an unknown field \"password\"",
                "auth: [{token: cookie}] | 1: \"cookie\" is no place for a token",
                "request: [cookie x] | 1: \"cookie x\" is no part of a request",
                "expires_after: 30 | 1: \"30\" is not a time such as 90s, 30m, 12h or 7d",
                "expires_after: 0h | 1: \"0h\" is not a time such as 90s, 30m, 12h or 7d",
                "answer: {status: 500} | 1: \"500\" is not a status of success, 200 to 209",
            })
    void a_mistake_is_told_with_its_line(String line, String problem) {
        assertThat(Sources.problems(line + "\n"))
                .anySatisfy(found -> assertThat(found).startsWith("demo/source.yaml:" + problem));
    }

    @ParameterizedTest
    @CsvSource({"90s, PT1M30S", "30m, PT30M", "12h, PT12H", "7d, PT168H"})
    void a_time_after_which_a_problem_expires_is_read(String text, Duration expected) {
        SourceFile file = Sources.read("source: demo\nalarm: .\nexpires_after: " + text + "\n");

        assertThat(file.mapping().expiresAfter()).hasValue(expected);
    }

    @Test
    void several_mistakes_are_told_at_once_each_at_its_line() {
        assertThat(Sources.problems("source: demo\nalarm: '{'\nretry_id: ')'\n"))
                .hasSize(2)
                .anySatisfy(found -> assertThat(found).startsWith("demo/source.yaml:2:"))
                .anySatisfy(found -> assertThat(found).startsWith("demo/source.yaml:3:"));
    }

    @Test
    void a_regular_expression_that_would_backtrack_is_a_mistake_at_its_line() {
        assertThat(Sources.problems("source: demo\nalarm: 'if test(\"a(?=b)\") then {} else {} end'\n"))
                .singleElement()
                .satisfies(found -> assertThat(found)
                        .startsWith("demo/source.yaml:2:")
                        .contains("look-around cannot be used, since regular expressions run in linear time here"));
    }

    @Test
    void yaml_that_is_none_is_one_problem() {
        assertThat(Sources.problems("source: [demo\n")).hasSize(1);
        assertThat(Sources.problems("")).containsExactly("demo/source.yaml:1: the file is empty");
    }
}
