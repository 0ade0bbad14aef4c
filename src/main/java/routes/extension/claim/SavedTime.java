package routes.extension.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Since when a file, or a folder of files, is there: of two that want one name the earlier has it, whenever the hub starts. */
public final class SavedTime {
    private static final int DEPTH = 4;

    private SavedTime() {}

    /** Milliseconds of its oldest file; what cannot be read comes last. */
    public static long of(Path unit) {
        try (Stream<Path> files = Files.walk(unit, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(SavedTime::modified)
                    .min()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
