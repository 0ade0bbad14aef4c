package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import routes.fixtures.ManualClock;

/** When a folder is worth a look: after each change that the system reports, and always where it may keep one to itself. */
@EnabledOnOs(OS.LINUX)
class FolderChangesTest {
    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
    private Path folder;
    private FolderChanges changes;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("extensions"));
        changes = new FolderChanges(List.of(folder), 5, clock);
    }

    @AfterEach
    void close() {
        changes.close();
    }

    @Test
    void nothing_is_worth_a_look_until_a_file_is_saved_changed_or_deleted() throws IOException {
        assertThat(changes.any()).isTrue();
        changes.follow();
        assertThat(changes.any()).isFalse();

        Path file = Files.writeString(folder.resolve("hub.properties"), "a=1");
        awaitChange();
        Files.writeString(file, "a=2");
        awaitChange();
        Files.delete(file);
        awaitChange();

        assertThat(changes.any()).isFalse();
    }

    @Test
    void a_file_of_a_folder_that_came_later_counts_too() throws IOException {
        changes.follow();

        Path source = Files.createDirectories(folder.resolve("mappings/beeper/samples"));
        awaitChange();
        Files.writeString(source.resolve("one.json"), "{}");

        awaitChange();
    }

    @Test
    void what_the_system_cannot_report_is_always_worth_a_look() throws IOException {
        Files.createSymbolicLink(folder.resolve("routes"), Files.createDirectory(temporary.resolve("elsewhere")));
        changes.follow();
        assertThat(changes.any()).isTrue();
        assertThat(changes.any()).isTrue();

        try (FolderChanges missing = new FolderChanges(List.of(folder.resolve("missing")), 5, clock)) {
            missing.follow();
            assertThat(missing.any()).isTrue();
            Files.createDirectory(folder.resolve("missing"));
            missing.follow();
            assertThat(missing.any()).isFalse();
        }
    }

    @Test
    void a_folder_that_is_replaced_is_followed_again() throws IOException {
        changes.follow();

        Files.move(folder, folder.resolveSibling("before"));
        Files.createDirectory(folder);
        assertThat(changes.any()).isTrue();
        changes.follow();
        Files.writeString(folder.resolve("hub.properties"), "a=1");

        awaitChange();
    }

    @Test
    void a_minute_without_a_report_is_worth_a_look() {
        changes.follow();
        clock.advance(Duration.ofSeconds(59));
        assertThat(changes.any()).isFalse();

        clock.advance(Duration.ofSeconds(1));

        assertThat(changes.any()).isTrue();
    }

    private void awaitChange() {
        Awaitility.await().until(changes::any);
        changes.follow();
        // what was reported of the same save a moment later
        Awaitility.await().during(Duration.ofMillis(50)).until(() -> !changes.any());
    }
}
