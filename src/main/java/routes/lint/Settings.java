package routes.lint;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that routes may name: those of the properties file, also the documented ones without a default. */
public final class Settings {
    private static final Pattern WITHOUT_DEFAULT = Pattern.compile("(?m)^#([a-z][\\w.-]+) *=");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+)}}");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    public static Settings read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the settings of " + file, e);
        }
    }

    static Settings parse(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
        WITHOUT_DEFAULT.matcher(text).results().forEach(found -> values.putIfAbsent(found.group(1), ""));
        return new Settings(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text with the defaults in the place of the settings it names. */
    String resolve(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(values.get(found.group(1)))
                .map(this::resolve)
                .orElse("sample")));
    }

    /** Names of the beans that properties declare. */
    Stream<String> beans() {
        return values.keySet().stream()
                .filter(name -> name.matches("camel\\.beans\\.\\w+"))
                .map(name -> name.substring("camel.beans.".length()));
    }
}
