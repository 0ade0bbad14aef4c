package routes.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routes.extension.SettingsFile;
import routes.extension.lint.DeclaredSettings;

/**
 * What a property is before Camel runs: system property, environment, folder of extensions, the file that one of these
 * names, profile file, common file, in this order.
 */
public final class EffectiveSettings {
    /** The profile of a hub whose settings name none. */
    public static final String PRODUCTION = "prod";

    private final Properties shipped = new Properties();
    private final Map<String, String> saved;
    private final SettingFiles files;

    public EffectiveSettings(String profile) {
        load("/application.properties");
        load("/application-" + profile + ".properties");
        String extensions = "veaiops.extensions.dir";
        saved = SettingsFile.ofOperator(environment(extensions).orElse(shipped.getProperty(extensions, "")));
        Map<String, String> given = new HashMap<>();
        saved.forEach((name, value) -> given.put(Setting.environmentVariable(name), value));
        given.putAll(System.getenv());
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> given.put(Setting.environmentVariable(name), System.getProperty(name)));
        files = new SettingFiles(given);
    }

    public Optional<String> get(String name) {
        return environment(name)
                .or(() -> Optional.ofNullable(saved.get(name)))
                .or(() -> Optional.ofNullable(files.getProperty(name)))
                .or(() -> Optional.ofNullable(shipped.getProperty(name)));
    }

    /** Settings whose values stand in files. */
    public SettingFiles files() {
        return files;
    }

    /** What the folder of extensions says. */
    public Map<String, String> saved() {
        return saved;
    }

    /** Names of all properties that have a value; one of the environment is any name that its variable stands for. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        Stream.of(
                        shipped.stringPropertyNames(),
                        saved.keySet(),
                        System.getProperties().stringPropertyNames())
                .flatMap(Set::stream)
                .map(DeclaredSettings::withoutFile)
                .forEach(names::add);
        System.getenv().keySet().stream()
                .map(variable ->
                        SettingFiles.plain(variable).toLowerCase(Locale.ROOT).replace('_', '.'))
                .forEach(names::add);
        return names;
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(Setting.environmentVariable(name))));
    }

    private void load(String file) {
        try (InputStream stream = EffectiveSettings.class.getResourceAsStream(file)) {
            if (stream != null) {
                shipped.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
