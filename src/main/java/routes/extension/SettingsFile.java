package routes.extension;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routes.extension.source.SourcePack.Origin;

/** The properties files of a root. */
public final class SettingsFile {
    private static final String SUFFIX = ".properties";

    private SettingsFile() {}

    /** What the folder of extensions says before the application starts; a later file wins. */
    public static Map<String, String> ofOperator(String extensions) {
        Map<String, String> all = new TreeMap<>();
        ExtensionRoot.ofOperator(extensions).stream()
                .flatMap(root -> of(root).stream())
                .map(SettingsFile::read)
                .forEach(all::putAll);
        return all;
    }

    /** In the order in which they win: the file of the profile over the common one. */
    static List<Path> of(ExtensionRoot root) {
        List<Path> files = ExtensionRoot.listed(root.folder()).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .collect(Collectors.toList());
        if (root.origin() == Origin.APPLICATION) {
            Path common = root.folder().resolve("application" + SUFFIX);
            Path development = root.folder().resolve("application-dev" + SUFFIX);
            return List.of(common, development).stream().filter(files::contains).toList();
        }
        return files;
    }

    /** @throws IllegalArgumentException for an escape that is none */
    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> properties.getProperty(name).strip()));
    }
}
