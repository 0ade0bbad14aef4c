package routes.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.camel.CamelConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.yaml.YamlText;
import routes.extension.Extension.Label;
import routes.extension.source.SourcePack.Origin;

/**
 * The jars of a folder of extensions. A jar names its configuration classes in
 * {@code META-INF/services/org.apache.camel.CamelConfiguration}; what they bind joins the registry, and what else is in the
 * jar is a folder of extensions. A jar is loaded when the application starts.
 */
public final class Plugins implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final List<CamelConfiguration> configurations = new ArrayList<>();
    private final List<ClassLoader> loaders = new ArrayList<>();
    private final LoadedExtensions loaded = new LoadedExtensions();

    /** @param extensions the operator's folder; blank for none */
    public Plugins(String extensions) {
        if (!extensions.isBlank()) {
            ExtensionRoot.jars(Path.of(extensions.strip())).forEach(this::load);
        }
    }

    private void load(Path jar) {
        Label label = label(jar);
        try {
            String version = version(jar);
            URLClassLoader loader = new URLClassLoader(
                    jar.getFileName().toString(), new URL[] {jar.toUri().toURL()}, Plugins.class.getClassLoader());
            List<CamelConfiguration> found = new ArrayList<>();
            for (CamelConfiguration one : ServiceLoader.load(CamelConfiguration.class, loader)) {
                if (one.getClass().getClassLoader() == loader) {
                    found.add(one);
                }
            }
            configurations.addAll(found);
            loaders.add(loader);
            loaded.works(Extension.working(label, version));
        } catch (IOException | UncheckedIOException | ServiceConfigurationError | LinkageError e) {
            LOG.debug("plugin {}", jar, e);
            loaded.refuse(label, List.of(jar + ": " + e.getMessage()));
        }
    }

    /** What the jars bind. */
    public List<CamelConfiguration> configurations() {
        return List.copyOf(configurations);
    }

    /** Where the classes of the jars are. */
    public List<ClassLoader> loaders() {
        return List.copyOf(loaders);
    }

    /** The jar that a class is from. */
    static Optional<Path> jarOf(Class<?> type) {
        return type.getClassLoader() instanceof URLClassLoader loader && loader.getURLs().length == 1
                ? Optional.of(Path.of(loader.getURLs()[0].getPath()))
                : Optional.empty();
    }

    /** As its manifest says, or the first digits of its hash. */
    static String version(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String bytes = new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1);
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .orElseGet(() -> YamlText.version(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the plugin " + jar, e);
        }
    }

    @Override
    public Beginning beginning() {
        return Beginning.ELSEWHERE;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return root.origin() == Origin.FOLDER ? ExtensionRoot.jars(root.folder()) : List.of();
    }

    /** Classes are not exchanged while they run. */
    @Override
    public boolean take(ExtensionRoot root, Path unit) {
        loaded.works(Extension.working(label(unit), version(unit))
                .waiting(List.of("the plugin " + unit.getFileName() + " needs a restart")));
        return true;
    }

    /** Its classes are in use. */
    @Override
    public void gone(ExtensionRoot root, Path unit) {
        loaded.works(Extension.working(label(unit), "deleted")
                .waiting(List.of("the plugin " + unit.getFileName() + " is gone after a restart")));
    }

    @Override
    public List<Extension> rows() {
        return loaded.rows();
    }

    private static Label label(Path jar) {
        return new Label(
                "plugin", jar.getFileName().toString().replaceFirst("\\.jar$", ""), Origin.JAR, jar.toString());
    }
}
