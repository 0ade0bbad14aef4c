package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsGuideTest {
    /** Where a metric is made: its name is the first argument. */
    private static final Pattern MADE = Pattern.compile("(?:counter|builder|Gauges)\\(\\s*\"(veaiops\\.[a-z.]+)\"");

    @Test
    void every_metric_of_the_application_is_in_the_guide() throws IOException {
        String guide = Files.readString(Path.of("docs/operations.md"));
        List<String> made;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            made = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(MetricsGuideTest::metrics)
                    .toList();
        }

        assertThat(made).hasSizeGreaterThan(20).allSatisfy(metric -> assertThat(guide)
                .containsPattern("`" + metric.replace('.', '_') + "(_total|_seconds)?`"));
    }

    private static Stream<String> metrics(Path file) {
        try {
            return MADE.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }
}
