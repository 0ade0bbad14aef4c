package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build lists as checked was checked: samples that do not pass and broken channels fail it. */
@Tag("slow")
class CheckShippedFilesTest {
    private static final Path SHIPPED = Path.of("src/main/resources");

    @TempDir
    private Path classes;

    @Test
    void the_shipped_files_are_right() {
        assertThat(CheckShippedFiles.problems(SHIPPED)).isEmpty();
    }

    @Test
    void a_sample_with_another_result_and_a_template_that_makes_no_message_are_found() throws IOException {
        copy("mappings/uptime-kuma/source.yaml");
        Path sample = classes.resolve("mappings/uptime-kuma/samples/firing.json");
        Files.createDirectories(sample.getParent());
        Files.copy(SHIPPED.resolve("mappings/uptime-kuma/samples/firing.json"), sample);
        Files.writeString(sample.resolveSibling("firing.expected.json"), "[]");
        copy("channels/ntfy/channel.yaml");
        Files.createDirectories(classes.resolve("channels/ntfy/templates"));
        Files.writeString(classes.resolve("channels/ntfy/templates/fallback.en.mustache"), "{{#title}}");

        assertThat(CheckShippedFiles.problems(classes))
                .anySatisfy(problem -> assertThat(problem).contains("uptime-kuma", "samples/firing.json"))
                .anySatisfy(problem -> assertThat(problem).contains("ntfy"));
    }

    private void copy(String file) throws IOException {
        Path copy = classes.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(SHIPPED.resolve(file), copy);
    }
}
