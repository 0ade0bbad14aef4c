package routes.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routes.extension.source.PluginJar;
import routes.extension.source.SourcePack.Origin;

/**
 * A folder with the layout of the application's resources.
 *
 * @param origin {@code APPLICATION} for the resources of a project under development: they came with the start
 * @param watched whether it can change
 */
public record ExtensionRoot(Path folder, Origin origin, boolean watched) {

    /**
     * Where extensions are looked for.
     *
     * @param project resources of the application's own project; blank when it does not run from one
     * @param extensions the operator's folder, with its plugin jars; blank for none
     */
    public static List<ExtensionRoot> of(String project, String extensions) {
        List<ExtensionRoot> roots = new ArrayList<>();
        if (!project.isBlank() && Files.isDirectory(Path.of(project.strip()))) {
            roots.add(new ExtensionRoot(Path.of(project.strip()), Origin.APPLICATION, true));
        }
        roots.addAll(ofOperator(extensions));
        return roots;
    }

    /** Plugins first: what lies open in the folder wins over what is in a jar. */
    static List<ExtensionRoot> ofOperator(String extensions) {
        if (extensions.isBlank()) {
            return List.of();
        }
        Path folder = Path.of(extensions.strip());
        List<ExtensionRoot> roots = new ArrayList<>();
        PluginJar.files(folder)
                .forEach(jar -> inside(jar).ifPresent(found -> roots.add(new ExtensionRoot(found, Origin.JAR, false))));
        roots.add(new ExtensionRoot(folder, Origin.FOLDER, true));
        return roots;
    }

    /** What is directly in a folder, by name; nothing when there is no such folder. */
    static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    /** The file as people look for it; the path inside of a jar follows the jar. */
    String place(Path file) {
        return origin == Origin.JAR ? folder.getFileSystem() + "!" + file : file.toString();
    }

    /** Stays open: its files are read now and then. {@link Plugins} reports a file that is no jar. */
    private static Optional<Path> inside(Path jar) {
        try {
            return Optional.of(FileSystems.newFileSystem(jar).getPath("/"));
        } catch (IOException | ProviderNotFoundException e) {
            return Optional.empty();
        }
    }
}
