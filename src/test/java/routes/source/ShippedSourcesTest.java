package routes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.json.Json;
import routes.source.SourcePack.Origin;
import routes.yaml.YamlText;

/** {@code -Dsamples.write=true} writes the expected results anew; read the difference before you commit it. */
class ShippedSourcesTest {
    private static final Path MAPPINGS = Path.of("src/main/resources/mappings");

    private static final JsonMapper GOLDEN = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static List<SourcePack> packs() throws IOException {
        if (Boolean.getBoolean("samples.write")) {
            for (SourcePack pack : SourceFolder.packs(MAPPINGS, Origin.APPLICATION)) {
                write(pack);
            }
        }
        return SourceFolder.packs(MAPPINGS, Origin.APPLICATION);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void a_shipped_source_is_read_and_passes_its_samples(SourcePack pack) {
        SourceBook.Entry entry = new SourceBook(Sources.reader()).offer(pack);

        assertThat(entry.problems()).isEmpty();
        assertThat(entry.file()).isNotNull();
        assertThat(pack.samples()).allSatisfy(sample -> assertThat(sample.expected())
                .as(sample.name() + " has a golden result")
                .isPresent());
    }

    private static void write(SourcePack pack) throws IOException {
        SourceFile file = Sources.reader()
                .read(new YamlText(pack.name(), pack.place(), pack.yaml(), new ArrayList<>()))
                .orElseThrow();
        for (SourcePack.Sample sample : pack.samples()) {
            Files.writeString(
                    MAPPINGS.resolve(pack.name())
                            .resolve("samples")
                            .resolve(sample.name().replaceAll("\\.json$", ".expected.json")),
                    GOLDEN.writerWithDefaultPrettyPrinter().writeValueAsString(outcome(file, sample)) + "\n");
        }
    }

    private static Object outcome(SourceFile file, SourcePack.Sample sample) throws IOException {
        return Json.mapper().treeToValue(SampleRun.outcome(file, sample.body()), Object.class);
    }
}
