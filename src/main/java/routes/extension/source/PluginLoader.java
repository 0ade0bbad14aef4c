package routes.extension.source;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;

/** The classes of all plugins, in one loader: a component finds its libraries in the jars beside it. */
public final class PluginLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** Over the classes of the application, which come first. */
    public PluginLoader(Collection<Path> jars) {
        super("plugins", jars.stream().map(PluginLoader::url).toArray(URL[]::new), PluginLoader.class.getClassLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no jar: " + jar, e);
        }
    }
}
