package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.Alarm;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.SourcePack.Origin;

/** {@code -Dsamples.write=true} writes the expected results anew; read the difference before you commit it. */
class ShippedSourcesTest {

    private static final JsonMapper GOLDEN = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static List<SourcePack> packs() throws IOException {
        if (Boolean.getBoolean("samples.write")) {
            for (SourcePack pack : SourceFolder.packs(Sources.MAPPINGS, Origin.APPLICATION)) {
                write(pack);
            }
        }
        return SourceFolder.packs(Sources.MAPPINGS, Origin.APPLICATION);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void a_shipped_source_is_read_and_passes_its_samples(SourcePack pack) {
        SourceRegistry.Entry entry = new SourceRegistry(Sources.reader()).offer(pack);

        assertThat(entry.problems()).isEmpty();
        assertThat(entry.file()).isNotNull();
        assertThat(pack.samples()).allSatisfy(sample -> assertThat(sample.expected())
                .as(sample.name() + " has a golden result")
                .isPresent());
    }

    @ParameterizedTest
    @MethodSource("packs")
    void a_problem_its_repeat_and_its_recovery_have_one_fingerprint(SourcePack pack) {
        assertThat(fingerprints(pack, "firing"))
                .hasSize(1)
                .isEqualTo(fingerprints(pack, "repeat"))
                .isEqualTo(fingerprints(pack, "resolved"));
    }

    private static Set<String> fingerprints(SourcePack pack, String sample) {
        SourceFile file = Sources.shipped().stream()
                .filter(source -> source.name().equals(pack.name()))
                .findFirst()
                .orElseThrow();
        return pack.samples().stream()
                .filter(found -> found.name().matches(sample + "\\.[a-z]+"))
                .flatMap(found -> SampleRun.alarms(file.name(), file.mapping(), SamplePost.seen(file, found)).stream())
                .map(Alarm::fingerprint)
                .collect(Collectors.toSet());
    }

    private static void write(SourcePack pack) throws IOException {
        List<String> problems = new ArrayList<>();
        SourceFile file = Sources.reader()
                .read(new YamlText(pack.name(), pack.place(), pack.yaml(), problems))
                .orElseThrow(() -> new AssertionError(problems));
        for (SourcePack.Sample sample : pack.samples()) {
            Files.writeString(
                    Sources.MAPPINGS
                            .resolve(pack.name())
                            .resolve("samples")
                            .resolve(sample.name().replaceAll("\\.[a-z]+$", ".expected.json")),
                    GOLDEN.writerWithDefaultPrettyPrinter().writeValueAsString(outcome(file, sample)) + "\n");
        }
    }

    private static Object outcome(SourceFile file, SourcePack.Sample sample) throws IOException {
        return Json.mapper().treeToValue(SampleRun.outcome(file, sample), Object.class);
    }
}
