package routes.extension.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.camel.CamelContext;
import routes.common.yaml.YamlText;

/**
 * What is in a jar of the folder of plugins.
 *
 * @param version as its manifest says, or the first digits of its hash
 * @param provides what the application finds in it, such as {@code component smtp}; nothing in a library of other jars
 * @param classes names of the classes of those
 * @param camel the Camel version that it was made for; empty when it is no part of Camel
 */
public record PluginJar(
        Path file, String version, List<String> provides, List<String> classes, Optional<String> camel) {
    private static final String SERVICES = "META-INF/services/org/apache/camel/";
    private static final List<String> LOOKED_UP = List.of("component", "language", "dataformat");
    private static final String CONVERTERS = SERVICES + "TypeConverterLoader";
    private static final String CONFIGURATIONS = "META-INF/services/org.apache.camel.CamelConfiguration";
    private static final List<String> FOLDERS = List.of("routes/", "mappings/", "channels/", "templates/", "receipts/");

    public PluginJar {
        provides = List.copyOf(provides);
        classes = List.copyOf(classes);
    }

    /** The jars of a folder of extensions, by name. */
    public static List<Path> files(Path extensions) {
        Path plugins = extensions.resolve("plugins");
        if (!Files.isDirectory(plugins)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(plugins)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + plugins, e);
        }
    }

    /** @throws IOException for a file that is no jar */
    public static PluginJar read(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> provides = new ArrayList<>();
            List<String> classes = new ArrayList<>();
            for (ZipEntry entry : jar.stream().filter(one -> !one.isDirectory()).toList()) {
                service(entry.getName()).ifPresent(what -> {
                    provides.add(what);
                    property(jar, entry, "class").ifPresent(classes::add);
                });
            }
            FOLDERS.stream()
                    .filter(folder -> jar.stream().anyMatch(entry -> extension(entry.getName(), folder)))
                    .forEach(provides::add);
            return new PluginJar(
                    file, version(file, jar), provides.stream().sorted().toList(), classes, camel(jar));
        }
    }

    private static Optional<String> service(String name) {
        if (name.equals(CONFIGURATIONS)) {
            return Optional.of("configuration classes");
        }
        if (name.equals(CONVERTERS)) {
            return Optional.of("type converters");
        }
        return LOOKED_UP.stream()
                .filter(kind -> name.startsWith(SERVICES + kind + "/"))
                .map(kind -> kind + " " + name.substring((SERVICES + kind + "/").length()))
                .findFirst();
    }

    private static boolean extension(String name, String folder) {
        return name.startsWith(folder) && name.matches(".*\\.(ya?ml|mustache)");
    }

    /** Null-safe: a jar that was not built by Maven says nothing. */
    private static Optional<String> camel(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().matches("META-INF/maven/org\\.apache\\.camel/[^/]+/pom\\.properties"))
                .findFirst()
                .flatMap(entry -> property(jar, entry, "version"));
    }

    private static Optional<String> property(JarFile jar, ZipEntry entry, String name) {
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + entry.getName(), e);
        }
        return Optional.ofNullable(properties.getProperty(name)).map(String::strip);
    }

    private static String version(Path file, JarFile jar) throws IOException {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return Optional.ofNullable(jar.getManifest())
                .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                .orElseGet(() -> YamlText.version(bytes));
    }

    /** What keeps it from working with these classes; empty when nothing does. */
    public Optional<String> problem(ClassLoader loader) {
        String ours = camelOfHub();
        if (camel.isPresent() && !ours.isEmpty() && !camel.get().equals(ours)) {
            return Optional.of("it is of Camel " + camel.get() + ", the hub of " + ours);
        }
        for (String name : classes) {
            try {
                Class.forName(name, true, loader).getDeclaredMethods();
            } catch (ClassNotFoundException | LinkageError e) {
                return Optional.of(
                        name + " needs " + String.valueOf(e.getMessage()).replace('/', '.')
                                + ", which is in no jar: its dependencies belong into plugins/ too (\"veaiops add\" brings them)");
            }
        }
        return Optional.empty();
    }

    /** Empty when it cannot be told. */
    public static String camelOfHub() {
        Properties properties = new Properties();
        try (InputStream in =
                CamelContext.class.getResourceAsStream("/META-INF/maven/org.apache.camel/camel-api/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the version of Camel", e);
        }
        return properties.getProperty("version", "");
    }
}
