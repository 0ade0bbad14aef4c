package routes.extension.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.security.Sha256;

/**
 * The shipped files that the build has checked, by their hashes: samples of mappings, templates of messages. The packaged
 * application takes them as they are; when any of them is another, all of them are checked again at the start.
 */
public final class CheckedFiles {
    /** Written by the build, in the form of {@code sha256sum}. */
    public static final String FILE = "META-INF/checked-files.sha256";

    private static final List<String> FOLDERS = List.of("channels", "mappings", "templates");

    private CheckedFiles() {}

    /** Compared once: a jar does not change. */
    private static final class Application {
        static final String CHECKED = ShippedFolder.packaged()
                ? ShippedFolder.read("", CheckedFiles::checked).orElse("")
                : "";
    }

    /**
     * Whether the build has checked all files of the application's folder of this name, such as {@code templates/slack}; never
     * when the application does not run from a jar, or has other files than it was built with.
     */
    public static boolean cover(String folder) {
        return Application.CHECKED.contains("  " + folder + "/");
    }

    /** The listing of the build if it agrees with the files; empty when it does not. */
    static String checked(Path root) {
        Path written = root.resolve(FILE);
        String listing = listing(root);
        try {
            return Files.isRegularFile(written) && Files.readString(written).equals(listing) ? listing : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + written, e);
        }
    }

    /** By name, so that two builds write the same. @param root where the folders are */
    public static String listing(Path root) {
        return FOLDERS.stream().map(folder -> listing(root, folder)).collect(Collectors.joining());
    }

    private static String listing(Path root, String folder) {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            TreeMap<String, Path> named = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> named.put(root.relativize(file).toString().replace('\\', '/'), file));
            return named.entrySet().stream()
                    .map(file -> hash(file.getValue()) + "  " + file.getKey() + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    private static String hash(Path file) {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
