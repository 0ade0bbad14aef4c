package routes.alarm.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.common.json.Json;

/** The reference of the mapping language is true; {@code -Ddocs.update=true} writes its table of what is left out. */
class MappingGuideTest {
    private static final Path GUIDE = Path.of("docs/mapping.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```jq\n(.*?)```");
    private static final String LEFT_OUT = "| Name | Write instead |\n|---|---|\n";
    /** Of jackson-jq's own making, called by others. */
    private static final Pattern INNER = Pattern.compile("_.*");

    static List<String> examples() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"examples", "asInJq"})
    void a_program_gives_what_the_guide_and_jq_say(String example) throws Exception {
        int mark = example.lastIndexOf("  # ");
        assertThat(mark).as(example).isPositive();

        List<JsonNode> results = JqProgram.compile(example.substring(0, mark)).run(NullNode.getInstance(), Map.of());

        JsonNode expected = Json.mapper().readTree("[" + example.substring(mark + 4) + "]");
        assertThat(Json.mapper().readTree(results.toString())).isEqualTo(expected);
    }

    @Test
    void every_function_has_an_example_or_is_named() throws IOException {
        String text = Files.readString(GUIDE);

        assertThat(JqProgram.functions().stream()
                        .map(name -> name.substring(0, name.indexOf('/')))
                        .filter(name -> !INNER.matcher(name).matches())
                        .filter(name -> !Pattern.compile("(?<![\\w@])" + Pattern.quote(name) + "(?!\\w)")
                                .matcher(text)
                                .find()))
                .isEmpty();
    }

    @Test
    void what_is_left_out_of_jq_is_listed_and_refused_with_what_to_write_instead() throws IOException {
        String text = Files.readString(GUIDE);
        String table = table();
        if (Boolean.getBoolean("docs.update")) {
            text = text.substring(0, text.indexOf(LEFT_OUT)) + table;
            Files.writeString(GUIDE, text);
        }

        assertThat(text).endsWith(table);
        JqLeftOut.names().forEach((name, instead) -> assertThatThrownBy(() -> JqProgram.compile(name))
                .as(name)
                .hasMessageContaining(instead));
    }

    private static String table() {
        Map<String, List<String>> names = new TreeMap<>();
        JqLeftOut.names().forEach((name, instead) -> names.computeIfAbsent(instead, none -> new ArrayList<>())
                .add("`" + name + "`"));
        return LEFT_OUT
                + names.entrySet().stream()
                        .map(row -> "| " + row.getValue().stream().sorted().collect(Collectors.joining(", ")) + " | "
                                + row.getKey() + " |\n")
                        .collect(Collectors.joining());
    }

    /** Programs of which jackson-jq alone made something else, and one for each function that the guide has no example of. */
    static List<String> asInJq() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/jq/as-in-jq.txt"));
    }

    @ParameterizedTest
    @MethodSource("ofJq")
    void every_function_of_jq_is_run_by_a_line_or_refused_with_what_to_write(String function) throws IOException {
        String name = function.substring(0, function.indexOf('/'));
        Pattern call = Pattern.compile("(?<![\\w@$.])" + Pattern.quote(name) + "(?!\\w)");

        assertThat(JqLeftOut.instead(name).isPresent()
                        || Stream.concat(examples().stream(), asInJq().stream())
                                .anyMatch(line -> call.matcher(line).find()))
                .as(function)
                .isTrue();
    }

    /** The names of a jq 1.7 that this one must know, or refuse with a hint. */
    @ParameterizedTest
    @MethodSource("ofJq")
    void every_function_of_jq_is_there_or_left_out_by_name(String function) {
        String name = function.substring(0, function.indexOf('/'));

        assertThat(JqProgram.functions().contains(function)
                        || JqLeftOut.instead(name).isPresent())
                .as(function)
                .isTrue();
    }

    static Stream<String> ofJq() throws IOException {
        return Files.readString(Path.of("src/test/resources/jq/builtins-1.7.txt"))
                .lines();
    }

    @Test
    void every_key_of_a_mapping_file_and_of_an_alarm_is_told() throws IOException {
        String text = Files.readString(GUIDE);
        String reader = Files.readString(Path.of("src/main/java/routes/extension/source/SourceFileReader.java"));
        String keys = reader.substring(reader.indexOf("FIELDS = Set.of("), reader.indexOf(");"));

        assertThat(Pattern.compile("\"([a-z_]+)\"").matcher(keys).results().map(found -> "`" + found.group(1) + "`"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(text).contains(key));
        assertThat(MappedAlarm.FIELDS)
                .filteredOn(field -> !field.equals("occurred_at"))
                .allSatisfy(field -> assertThat(text).contains("`" + field + "`"));
    }
}
