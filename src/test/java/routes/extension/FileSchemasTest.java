package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannels;
import routes.common.yaml.YamlText;
import routes.extension.source.SourceFileReader;

/** The schemas of files take what the readers take: they are made of the same keys, and tried on every shipped file. */
class FileSchemasTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path RESOURCES = Path.of("src/main/resources");

    private static Stream<Path> shipped() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("mappings", "channels", "receipts")) {
            try (Stream<Path> found = Files.walk(RESOURCES.resolve(folder))) {
                found.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_shipped_file_keeps_its_schema(Path file) throws IOException {
        String name = file.getFileName().toString();
        String schema =
                name.equals("source.yaml") || name.equals("channel.yaml") ? name.replace(".yaml", "") : "receipts";

        assertThat(problems(schema, YAML.readTree(file.toFile()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source   | source: a\\nalarm: .\\npath: /a               | path",
                "source   | source: a                                    | alarm",
                "source   | source: a\\nalarm: .\\nenabled: 3             | enabled",
                "source   | source: a\\nalarm: .\\nauth: [{hmacc: {}}]    | hmacc",
                "channel  | channel: A\\ncredentials: []\\nurl: x\\nmessage: {form: xml} | enumeration",
                "receipts | receipts: a\\nrulez: []                       | rulez",
            })
    void what_a_reader_refuses_by_its_key_or_word_the_schema_refuses(String schema, String yaml, String reason)
            throws IOException {
        assertThat(problems(schema, YAML.readTree(yaml.replace("\\n", "\n"))))
                .anySatisfy(problem -> assertThat(problem.getMessage()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"source, a mapping file has an unknown field", "channel, a channel file has an unknown field"})
    void a_key_of_the_schema_is_one_that_the_reader_knows(String schema, String unknown) {
        FileSchemas.of(schema + ".schema.json")
                .orElseThrow()
                .path("properties")
                .fieldNames()
                .forEachRemaining(key -> {
                    String yaml = key + ": 1\n";
                    List<String> problems = new ArrayList<>();
                    if (schema.equals("source")) {
                        SourceFileReader.offline().read(new YamlText("a", "a", yaml, problems));
                    } else {
                        problems.addAll(MappedChannels.read(
                                        List.of(new ChannelPack("a", "a/" + ChannelFolder.FILE, yaml, Map.of())),
                                        Set.of(),
                                        Set.of())
                                .problems());
                    }
                    assertThat(problems).as(key).noneMatch(problem -> problem.contains(unknown));
                });
    }

    @Test
    void there_is_no_other_schema() {
        assertThat(FileSchemas.of("alarm.schema.json")).isEmpty();
    }

    private static Set<ValidationMessage> problems(String schema, JsonNode file) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(FileSchemas.of(schema + ".schema.json").orElseThrow())
                .validate(file);
    }
}
