package routes.source;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.error.VeaiopsException;

/** A folder among the application's resources: files at a desk, entries of a jar once packaged. */
public final class ShippedFolder {
    private ShippedFolder() {}

    /** Reads the folder; what is read must not be a path, since the jar is closed afterwards. Empty when there is none. */
    public static <T> Optional<T> read(String name, Function<Path, T> reader) {
        URL place = ShippedFolder.class.getResource("/" + name);
        if (place == null) {
            return Optional.empty();
        }
        try {
            URI uri = place.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return Optional.of(reader.apply(Path.of(uri)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return Optional.of(reader.apply(jar.getPath("/" + name)));
            }
        } catch (IOException | URISyntaxException e) {
            throw new VeaiopsException("cannot read the folder " + name + " of the application", e);
        }
    }
}
