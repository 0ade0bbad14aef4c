package routes.extension.source;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.common.error.VeaiopsException;

/** A folder among the application's resources: files during development, entries of a jar once packaged. */
public final class ShippedFolder {
    private ShippedFolder() {}

    /**
     * Reads the folder of the application itself, not one of the same name elsewhere on the class path; what is read must
     * not be a path, since the jar is closed afterwards. Empty when there is none.
     */
    public static <T> Optional<T> read(String name, Function<Path, T> reader) {
        Path home = home();
        try {
            if (Files.isDirectory(home)) {
                return read(home.resolve(name), reader);
            }
            try (FileSystem jar = FileSystems.newFileSystem(home, Map.of())) {
                return read(jar.getPath("/" + name), reader);
            }
        } catch (IOException e) {
            throw new VeaiopsException("cannot read the folder " + name + " of the application", e);
        }
    }

    /** Whether the application runs from a jar. */
    static boolean packaged() {
        return Files.isRegularFile(home());
    }

    private static Path home() {
        try {
            return Path.of(ShippedFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new VeaiopsException("cannot find the application", e);
        }
    }

    private static <T> Optional<T> read(Path folder, Function<Path, T> reader) {
        return Files.isDirectory(folder) ? Optional.of(reader.apply(folder)) : Optional.empty();
    }
}
