package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.extension.source.SourcePack.Origin;

/** When a file is taken: once for each version, when it is whole, and again when it may have become right. */
class FolderWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> taken = new ArrayList<>();
    private final List<String> claimed = new ArrayList<>();

    @Test
    void what_is_there_at_the_start_is_taken_when_its_kind_says_and_what_came_with_the_application_is_not()
            throws IOException {
        write("a", "1", NOW.minusSeconds(9));

        watch(Origin.FOLDER, LiveKind.Beginning.BEFORE_ROUTES).begin();
        assertThat(taken).containsExactly("a=1");
        taken.clear();
        watch(Origin.FOLDER, LiveKind.Beginning.AFTER_ROUTES).begin();
        watch(Origin.APPLICATION, LiveKind.Beginning.BEFORE_ROUTES).begin();
        assertThat(taken).isEmpty();
        FolderWatch later = watch(Origin.FOLDER, LiveKind.Beginning.AFTER_ROUTES);
        later.begin();
        later.look();
        assertThat(taken).containsExactly("a=1");
    }

    @Test
    void a_version_is_taken_once_and_one_that_is_just_being_written_at_the_next_look() throws IOException {
        FolderWatch watch = begun();
        write("a", "half", NOW.minusMillis(20));
        watch.look();
        assertThat(taken).isEmpty();

        write("a", "whole", NOW.minusMillis(200));
        watch.look();
        watch.look();

        assertThat(taken).containsExactly("a=whole");
    }

    @Test
    void a_refused_file_is_tried_again_when_another_is_saved() throws IOException {
        FolderWatch watch = begun();
        write("a", "bad", NOW.minusSeconds(9));
        watch.look();
        watch.look();

        write("b", "good", NOW.minusSeconds(8));
        watch.look();

        assertThat(taken).containsExactly("a=bad", "b=good", "a=bad");
    }

    @Test
    void a_file_that_two_looks_miss_is_gone_and_what_was_refused_is_tried_again_then() throws IOException {
        write("a", "bad", NOW.minusSeconds(9));
        write("b", "good", NOW.minusSeconds(8));
        FolderWatch watch = begun();
        write("a", "bad", NOW.minusSeconds(7));
        watch.look();
        taken.clear();
        Files.delete(folder.resolve("b"));

        watch.look();
        assertThat(taken).isEmpty();
        watch.look();
        watch.look();

        assertThat(taken).containsExactly("b gone", "a=bad");
    }

    @Test
    void a_file_that_an_editor_deletes_before_it_writes_it_is_not_gone() throws IOException {
        write("a", "good", NOW.minusSeconds(9));
        FolderWatch watch = begun();
        Files.delete(folder.resolve("a"));
        watch.look();

        write("a", "better", NOW.minusSeconds(1));
        watch.look();
        watch.look();

        assertThat(taken).containsExactly("a=better");
    }

    @Test
    void a_refused_file_that_is_deleted_is_tried_no_more() throws IOException {
        FolderWatch watch = begun();
        write("a", "bad", NOW.minusSeconds(9));
        watch.look();
        Files.delete(folder.resolve("a"));
        watch.look();
        watch.look();
        taken.clear();

        write("b", "good", NOW.minusSeconds(8));
        watch.look();

        assertThat(taken).containsExactly("b=good");
    }

    @Test
    void an_empty_file_is_one_that_is_about_to_be_written() throws IOException {
        FolderWatch watch = begun();
        write("a", "", NOW.minusMillis(500));
        watch.look();
        assertThat(taken).isEmpty();

        write("a", "", NOW.minusMillis(1500));
        watch.look();

        assertThat(taken).containsExactly("a=");
    }

    @Test
    void names_are_given_in_the_order_in_which_files_were_saved_before_any_file_is_taken() throws IOException {
        write("a", "late", NOW.minusSeconds(1));
        write("b", "early", NOW.minusSeconds(9));

        watch(Origin.FOLDER, LiveKind.Beginning.BEFORE_ROUTES).begin();

        assertThat(taken).containsExactly("b=early", "a=late");
        assertThat(claimed).containsExactly("b", "a");
    }

    private FolderWatch begun() {
        FolderWatch watch = watch(Origin.FOLDER, LiveKind.Beginning.ELSEWHERE);
        watch.begin();
        return watch;
    }

    private FolderWatch watch(Origin origin, LiveKind.Beginning beginning) {
        return new FolderWatch(
                List.of(new ExtensionRoot(folder, origin, true)),
                List.of(new Recording(beginning)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void write(String name, String text, Instant modified) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private final class Recording implements LiveKind {
        private final Beginning beginning;

        Recording(Beginning beginning) {
            this.beginning = beginning;
        }

        @Override
        public Beginning beginning() {
            return beginning;
        }

        @Override
        public List<Path> units(ExtensionRoot root) {
            return ExtensionRoot.listed(root.folder());
        }

        @Override
        public void claim(ExtensionRoot root, Path unit) {
            claimed.add(unit.getFileName().toString());
        }

        @Override
        public boolean take(ExtensionRoot root, Path unit) {
            try {
                String text = Files.readString(unit);
                taken.add(unit.getFileName() + "=" + text);
                return !text.equals("bad");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void gone(ExtensionRoot root, Path unit) {
            taken.add(unit.getFileName() + " gone");
        }

        @Override
        public List<Extension> rows() {
            return List.of();
        }
    }
}
