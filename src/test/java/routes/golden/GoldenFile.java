package routes.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A text below {@code src/test/resources/golden} that somebody approved. */
record GoldenFile(String name) {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Path SEEN = Path.of("target/golden");

    /** The files of a folder with this ending, in the order of their names. */
    static List<GoldenFile> in(String folder, String ending) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .map(file -> new GoldenFile(folder + "/" + file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + folder, e);
        }
    }

    String text() {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + name, e);
        }
    }

    /** Fails with the lines that differ, or writes the file. */
    void check(String seen) {
        Path golden = FOLDER.resolve(name);
        try {
            Path actual = write(SEEN.resolve(name), seen);
            if (Boolean.getBoolean("golden.write")) {
                write(golden, seen);
            }
            assertThat(golden).as("-Dgolden.write=true writes it").exists();
            assertThat(actual)
                    .as("what is seen now differs from %s. Is that meant? -Dgolden.write=true writes it anew", golden)
                    .hasSameTextualContentAs(golden);
        } catch (IOException e) {
            throw new UncheckedIOException("Comparing " + name, e);
        }
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
