package routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import routes.extension.SettingsFile;

/**
 * What a property is before Camel runs: system property, environment, folder of extensions, profile file, common
 * file, in this order.
 */
final class EffectiveSettings {
    private final Properties files = new Properties();

    EffectiveSettings(String profile) {
        load("/application.properties");
        load("/application-" + profile + ".properties");
        SettingsFile.ofOperator(get("veaiops.extensions.dir").orElse("")).forEach(files::setProperty);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(Setting.environmentVariable(name))))
                .or(() -> Optional.ofNullable(files.getProperty(name)));
    }

    /** Names of all properties that have a value; one of the environment is any name that its variable stands for. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(files.stringPropertyNames());
        names.addAll(System.getProperties().stringPropertyNames());
        System.getenv().keySet().stream()
                .map(variable -> variable.toLowerCase(Locale.ROOT).replace('_', '.'))
                .forEach(names::add);
        return names;
    }

    private void load(String file) {
        try (InputStream stream = EffectiveSettings.class.getResourceAsStream(file)) {
            if (stream != null) {
                files.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
