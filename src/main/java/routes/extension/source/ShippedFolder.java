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
        try {
            Path home = Path.of(ShippedFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return read(home.resolve(name), reader);
            }
            try (FileSystem jar = FileSystems.newFileSystem(home, Map.of())) {
                return read(jar.getPath("/" + name), reader);
            }
        } catch (IOException | URISyntaxException e) {
            throw new VeaiopsException("cannot read the folder " + name + " of the application", e);
        }
    }

    private static <T> Optional<T> read(Path folder, Function<Path, T> reader) {
        return Files.isDirectory(folder) ? Optional.of(reader.apply(folder)) : Optional.empty();
    }
}
