package routes.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.source.SourcePack.Origin;

/**
 * Follows folders of mapping files: what is saved works at the next look.
 *
 * <p>Failure policy: a file that has problems is told on the console and in the list of extensions, and the version before
 * it keeps working. A file that is deleted keeps working until the next start.
 */
public final class SourceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final List<Path> folders;
    private final SourceBook book;
    private final SourceRoutes routes;
    private final Map<Path, String> seen = new HashMap<>();

    /** @param folders that hold a folder for each source; they need not exist */
    public SourceWatch(List<Path> folders, SourceBook book, SourceRoutes routes) {
        this.folders = List.copyOf(folders);
        this.book = book;
        this.routes = routes;
        changed();
    }

    /** Takes what was saved since the last look. */
    public synchronized void look() {
        for (Path source : changed()) {
            SourcePack pack = SourceFolder.pack(source, Origin.FOLDER);
            SourceBook.Entry entry = book.offer(pack);
            if (entry.problems().isEmpty()) {
                routes.open(pack.name());
                LOG.info(
                        "mapped source {} works in its new version {}",
                        pack.name(),
                        book.current(pack.name()).version());
            } else {
                entry.problems().forEach(problem -> LOG.warn("mapped source refused: {}", problem));
            }
        }
    }

    /** Folders of sources whose files are others than at the last look. */
    private List<Path> changed() {
        return folders.stream()
                .filter(Files::isDirectory)
                .flatMap(SourceWatch::sources)
                .filter(source -> {
                    String now = stamp(source);
                    return !now.equals(seen.put(source, now));
                })
                .toList();
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> sources = Files.list(folder)) {
            return sources
                    .filter(source -> Files.isRegularFile(source.resolve(SourceFolder.FILE)))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    /** Names, times and sizes of its files. */
    private static String stamp(Path source) {
        try (Stream<Path> files = Files.walk(source, 2)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(SourceWatch::facts)
                    .reduce("", String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + source, e);
        }
    }

    private static String facts(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file).toMillis() + " " + Files.size(file) + "\n";
        } catch (IOException e) {
            return file + " gone\n";
        }
    }
}
