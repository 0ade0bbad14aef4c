package routes.extension;

import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.Ordered;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.jspecify.annotations.Nullable;
import routes.extension.lint.DeclaredSettings;

/** Settings of the folder of extensions, over those of the application and under those of the environment. */
public final class SavedSettings implements LoadablePropertiesSource, Ordered {
    private volatile Map<String, String> values;

    public SavedSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    Map<String, String> values() {
        return values;
    }

    /** As routes are checked against them. */
    public DeclaredSettings settings() {
        return DeclaredSettings.of(values);
    }

    void become(Map<String, String> others) {
        values = Map.copyOf(others);
    }

    @Override
    public String getName() {
        return "saved-settings";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return values.get(name);
    }

    @Override
    public Properties loadProperties() {
        return loadProperties(name -> true);
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        Properties properties = new Properties();
        values.forEach((name, value) -> {
            if (filter.test(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }

    @Override
    public void reloadProperties(String location) {
        // a folder is looked at by its watch
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
