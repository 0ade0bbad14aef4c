package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.AlarmStatus;
import routes.common.yaml.YamlText;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourcePack.Sample;

/** What is found in a mapping file without any sample, in every branch, at its line. */
class MappingChecksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuchfn(.x) | there is no function nosuchfn/1",
                "stauts_of(\"firing\") | there is no function stauts_of/1, did you mean status_of?",
                "gsub(\"a\") | there is no function gsub/1, gsub takes 2 or 3",
                "$boddy.x | there is no variable $boddy, did you mean $body?",
                "$ENV.HOME | there is no variable $ENV: a mapping does not see the environment",
                "input | there is no function input/0: a mapping reads one body",
                "(.x as [$a, {b: $c}] # $a + $d) | there is no variable $d",
                "(reduce .[] as $i (0; . + $j)) | there is no variable $j",
                "@base32 | there is no format @base32: @base64 is there",
                "\"\\(.x # nosuchfn)\" | there is no function nosuchfn/0",
                "(.x # test(\"a(?=b)\")) | look-around cannot be used",
                "(.x # time(\"bb\"; \"UTC\")) | is no pattern of a time",
                "(.x # time(\"%d.%m.%Y\"; \"Europe/Nowhere\")) | \"Europe/Nowhere\" is no time zone",
            })
    void a_name_that_nobody_defines_is_found_in_a_branch_that_no_sample_takes(String program, String problem) {
        String yaml =
                "source: demo\n\nalarm: |\n  # one\n  {fingerprint: [.id],\n   status: \"firing\",\n   title: (if .a\n"
                        + "     then .name else\n     " + program.replace('#', '|') + " end)}\n";

        assertThat(Sources.problems(yaml)).singleElement().satisfies(found -> assertThat(found)
                .startsWith("demo/source.yaml:9: ")
                .contains(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def f(g; $x): g + $x; f(.a; 1)",
                "def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 5 | fac",
                ". as {a: $x, b: [$y], $z} | [$x, $y, $z]",
                "[label $out | .[] | if . then break $out else . end]",
                "foreach .[] as [$a] (0; . + $a; [$a, .])",
                "$body.x, $received, {$body}",
                "(def f: 1; f) | tostring",
                "@html \"\\(.x)\", @json",
            })
    void what_is_defined_is_found_wherever_it_is_defined(String program) {
        String indented =
                "source: demo\nalarm: |\n  (" + program + ") as $all | {fingerprint: [$all], status: \"firing\"}\n";

        assertThat(Sources.problems(indented)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{fingerprint: [.id], status: \"firing\", titel: .name} | an alarm has no field \"titel\", did you mean title?",
                "{fingerprint: [.id], status: \"resolvd\"} | \"resolvd\" is no status: firing or resolved, did you mean resolved?",
                "{fingerprint: [.id], status: (.s # status_of(\"bad\"))} | \"bad\" is no status",
                "{fingerprint: [.id], status: \"firing\", level: \"PO\"} | \"PO\" is no word for a level, did you mean P0?",
                "{fingerprint: [.id], status: \"firing\", level: [.x, \"sehr\"]} | \"sehr\" is no word for a level",
                "{fingerprint: [.id], status: \"firing\", level: (.x # level_of({\"1\": \"P9\"}; \"P2\"))} | \"P9\" is no word",
                "{fingerprint: [.id], status: \"firing\"} + {colour: 1} | an alarm has no field \"colour\"",
                "(. as $x # try {colour: 1} catch {ignore: .}) | an alarm has no field \"colour\"",
            })
    void a_field_or_word_that_no_alarm_has_is_found_in_every_branch(String result, String problem) {
        String branch = result.replace('#', '|');
        String yaml = "source: demo\nalarm: >\n  def other:\n    " + branch + ";\n\n  if .a then\n    {ignore: .any}\n"
                + "  elif .b then other\n  else {fingerprint: [.id], status: .state} end\n";

        assertThat(Sources.problems(yaml)).singleElement().satisfies(found -> assertThat(found)
                .startsWith("demo/source.yaml:4: ")
                .contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"firing\" | FIRING",
                "(if .up then \"resolved\" else \"firing\" end) | FIRING RESOLVED",
                "(.s # status_of(\"firing\")) | FIRING RESOLVED",
                ".s | FIRING RESOLVED",
                "(if .x then error(\"no\") else \"RESOLVED\" end) | RESOLVED",
            })
    void the_statuses_that_a_mapping_can_make_are_read_from_it(String status, String statuses) {
        SourceFile file =
                Sources.read("source: demo\nalarm: |\n  if .no then {ignore: \"x\"} else {fingerprint: [.id], status: "
                        + status.replace('#', '|') + "} end\n");

        assertThat(file.statuses()).extracting(AlarmStatus::name).containsExactlyInAnyOrder(statuses.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "alarm: '{a: nosuch}' # 2",
                "alarm: \"{a: nosuch}\" # 2",
                "alarm: {N}  .a as $x{N}  | nosuch # 4",
                "alarm: |{N}  .{N}{N}  | {a: nosuch} # 5",
                "alarm: >-{N}  .{N}  | [{N}    .]{N}  | nosuch # 6",
                "alarm: \"{N}  .a {N}  | nosuch\" # 4",
            })
    void the_line_is_that_of_the_file_in_every_style_of_yaml(String alarm, int line) {
        String yaml = "source: demo\n" + alarm.replace("{N}", "\n") + "\n";

        assertThat(Sources.problems(yaml)).anySatisfy(found -> assertThat(found)
                .isEqualTo("demo/source.yaml:" + line + ": there is no function nosuch/0"));
    }

    @Test
    void functions_of_another_file_are_included_and_their_mistakes_told_in_it() {
        String yaml = "source: demo\ninclude: [shared.jq]\neach: .items | pieces\nalarm: |\n"
                + "  {fingerprint: [.id | short], status: nosuch}\n";

        assertThat(problems(yaml, "def pieces: .[];\ndef short: .[0:3];"))
                .containsExactly("demo/source.yaml:5: there is no function nosuch/0");
        assertThat(problems(yaml.replace("nosuch", "\"firing\""), "def pieces: .[];\ndef short: .[0:3];"))
                .isEmpty();
        assertThat(problems(yaml, "def pieces: .[];\ndef short:\n  missing;"))
                .first()
                .isEqualTo("demo/source.yaml:2: shared.jq:3: there is no function missing/0");
    }

    private static List<String> problems(String yaml, String functions) {
        List<String> problems = new ArrayList<>();
        Sources.reader().read(new YamlText("demo", "demo/source.yaml", yaml, problems), Map.of("shared.jq", functions));
        return problems;
    }

    @Test
    void words_of_the_file_mean_the_levels_that_it_names() {
        SourceFile file = Sources.read("source: demo\nlevels: {P0: [紧急, Sehr schlimm], P1: 重要}\nalarm: |\n"
                + "  {fingerprint: [.id], status: \"firing\", level: said(.level; \"重要\"), link: .url}\n");

        assertThat(level(file, "{\"id\":1,\"level\":\"紧急\",\"url\":\"https://a.example\"}"))
                .isEqualTo("P0");
        assertThat(level(file, "{\"id\":1,\"level\":\"sehr_schlimm\"}")).isEqualTo("P0");
        assertThat(level(file, "{\"id\":1}")).isEqualTo("P1");
        assertThat(level(file, "{\"id\":1,\"level\":\"critical\"}")).isEqualTo("P0");
        assertThat(SampleRun.outcome(file, bytes("{\"id\":1,\"url\":\"https://a.example\"}"))
                        .at("/0/labels/link")
                        .asText())
                .isEqualTo("https://a.example");
    }

    private static String level(SourceFile file, String body) {
        return SampleRun.outcome(file, bytes(body)).at("/0/level").asText();
    }

    @Test
    void a_sample_that_differs_is_told_field_by_field() {
        String yaml =
                "source: demo\neach: .items[]\nalarm: '{fingerprint: [.id], status: .state, title: .name, labels: .labels}'\n";
        String alarm =
                "{\"source\":\"demo\",\"fingerprint\":\"demo:key:1\",\"status\":\"FIRING\",\"level\":\"P2\",\"title\":\"b\","
                        + "\"summary\":\"\",\"project\":[],\"product\":[],\"region\":[],\"customer\":[],\"labels\":{\"x\":\"2\"},"
                        + "\"agent_type\":\"intelligent_threshold_agent\",\"disposition\":\"NOTIFY\"}";
        String one = "{\"id\":1,\"state\":\"firing\",\"name\":\"a\",\"labels\":{\"x\":\"1\"}}";

        assertThat(wrong(yaml, "{\"items\":[" + one + "]}", "[" + alarm + "]"))
                .containsExactly(
                        "demo: samples/a.json: alarm[0].labels.x is \"1\", expected \"2\"",
                        "demo: samples/a.json: alarm[0].title is \"a\", expected \"b\"");
        assertThat(wrong(yaml, "{\"items\":[" + one + "," + one + "]}", "[" + alarm + "]"))
                .first()
                .isEqualTo("demo: samples/a.json: the sample becomes 2 alarms, expected 1 alarm");
        assertThat(wrong(yaml, "{\"items\":[{\"id\":1,\"state\":\"bad\"}]}", "[" + alarm + "]"))
                .containsExactly("demo: samples/a.json: the sample is refused: alarm[0].status must be one of"
                        + " [FIRING, RESOLVED, EXPIRED], not text");
        assertThat(wrong(yaml, "{\"items\":[" + one + "]}", "{\"refused\":{\"error\":\"x\",\"message\":\"no id\"}}"))
                .containsExactly(
                        "demo: samples/a.json: the sample becomes 1 alarm, expected is that it is refused: no id");
    }

    private static List<String> wrong(String yaml, String sample, String expected) {
        SourcePack pack = new SourcePack(
                "demo",
                "demo",
                Origin.FOLDER,
                yaml,
                List.of(new Sample("a.json", bytes(sample), Optional.of(bytes(expected)))));
        return new SourceRegistry(Sources.reader()).offer(pack).problems();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
