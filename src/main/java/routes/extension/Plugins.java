package routes.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.camel.CamelConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.extension.Extension.Label;
import routes.extension.source.PluginJar;
import routes.extension.source.PluginLoader;
import routes.extension.source.SourcePack.Origin;

/**
 * The jars of a folder of extensions, with the libraries that they need, in one class loader. Camel looks for components,
 * languages, data formats and type converters in it; configuration classes that a jar names in
 * {@code META-INF/services/org.apache.camel.CamelConfiguration} join the registry; what else is in a jar is a folder of
 * extensions. A jar is loaded when the application starts.
 *
 * <p>Failure policy: a jar works when what it provides can be loaded. One that cannot is left out, and the others work.
 */
public final class Plugins implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);
    private static final String LIBRARY = "a library: other jars may need its classes";

    private final List<CamelConfiguration> configurations = new ArrayList<>();
    private final LoadedExtensions loaded = new LoadedExtensions();
    private final ClassLoader loader;

    /** @param extensions the operator's folder; blank for none */
    public Plugins(String extensions) {
        List<PluginJar> jars = extensions.isBlank() ? List.of() : usable(PluginJar.files(Path.of(extensions.strip())));
        loader = jars.isEmpty()
                ? Plugins.class.getClassLoader()
                : new PluginLoader(jars.stream().map(PluginJar::file).toList());
        jars.forEach(this::load);
    }

    private List<PluginJar> usable(List<Path> files) {
        List<PluginJar> all = new ArrayList<>();
        for (Path file : files) {
            try {
                all.add(PluginJar.read(file));
            } catch (IOException | UncheckedIOException e) {
                refuse(file, String.valueOf(e.getMessage()), e);
            }
        }
        ClassLoader together =
                new PluginLoader(all.stream().map(PluginJar::file).toList());
        List<PluginJar> usable = new ArrayList<>();
        for (PluginJar jar : all) {
            jar.problem(together).ifPresentOrElse(problem -> refuse(jar.file(), problem, null), () -> usable.add(jar));
        }
        return usable;
    }

    private void refuse(Path file, String problem, @Nullable Exception e) {
        LOG.debug("plugin {}", file, e);
        loaded.refuse(label(file), List.of(file + ": " + problem));
    }

    private void load(PluginJar jar) {
        List<CamelConfiguration> found = new ArrayList<>();
        try {
            for (CamelConfiguration one : ServiceLoader.load(CamelConfiguration.class, loader)) {
                if (jarOf(one.getClass()).equals(Optional.of(jar.file().toAbsolutePath()))) {
                    found.add(one);
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            LOG.debug("plugin {}", jar.file(), e);
            loaded.refuse(label(jar.file()), List.of(jar.file() + ": " + e.getMessage()));
            return;
        }
        configurations.addAll(found);
        loaded.works(Extension.working(label(jar.file()), jar.version())
                .providing(jar.provides().isEmpty() ? List.of(LIBRARY) : jar.provides()));
    }

    /** What the jars bind. */
    public List<CamelConfiguration> configurations() {
        return List.copyOf(configurations);
    }

    /** Where the classes of the jars are, and below them those of the application. */
    public ClassLoader loader() {
        return loader;
    }

    /** The jar of the folder that a class is from. */
    static Optional<Path> jarOf(Class<?> type) {
        return Optional.of(type)
                .filter(one -> one.getClassLoader() instanceof PluginLoader)
                .map(one -> one.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())));
    }

    /** As its manifest says, or the first digits of its hash. */
    static String version(Path jar) {
        try {
            return PluginJar.read(jar).version();
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
        return root.origin() == Origin.FOLDER ? PluginJar.files(root.folder()) : List.of();
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
