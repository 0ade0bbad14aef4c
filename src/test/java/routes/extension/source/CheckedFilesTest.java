package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped files count as checked as long as they are, byte for byte, those that the build has listed. */
class CheckedFilesTest {
    @TempDir
    private Path root;

    @BeforeEach
    void build() throws IOException {
        save("mappings/beeper/source.yaml", "source: beeper");
        save("mappings/beeper/samples/firing.json", "{}");
        save("channels/pager/channel.yaml", "type: Pager");
        save("templates/slack/opened.en.mustache", "{{title}}");
        save(CheckedFiles.FILE, CheckedFiles.listing(root));
    }

    @Test
    void the_files_of_the_build_are_checked_and_sha256sum_would_agree() {
        assertThat(CheckedFiles.checked(root))
                .isEqualTo(CheckedFiles.listing(root))
                .contains("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
                        + "  mappings/beeper/samples/firing.json\n");
    }

    @Test
    void a_file_that_was_changed_makes_all_of_them_unchecked() throws IOException {
        save("templates/slack/opened.en.mustache", "{{title}}!");

        assertThat(CheckedFiles.checked(root)).isEmpty();
    }

    @Test
    void a_file_more_or_less_makes_all_of_them_unchecked() throws IOException {
        save("mappings/beeper/samples/again.json", "{}");
        assertThat(CheckedFiles.checked(root)).isEmpty();

        Files.delete(root.resolve("mappings/beeper/samples/again.json"));
        assertThat(CheckedFiles.checked(root)).isNotEmpty();
        Files.delete(root.resolve("mappings/beeper/samples/firing.json"));
        assertThat(CheckedFiles.checked(root)).isEmpty();
    }

    @Test
    void nothing_is_checked_without_a_listing_or_outside_of_a_jar() throws IOException {
        Files.delete(root.resolve(CheckedFiles.FILE));

        assertThat(CheckedFiles.checked(root)).isEmpty();
        assertThat(CheckedFiles.cover("mappings")).isFalse();
    }

    private void save(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
