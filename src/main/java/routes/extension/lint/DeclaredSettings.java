package routes.extension.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.event.PolicySettings;

/** The settings that routes may name: those of the properties file, also the documented ones without a default. */
public final class DeclaredSettings {
    private static final Pattern WITHOUT_DEFAULT = Pattern.compile("(?m)^#([a-z][\\w.-]+) *=");
    private static final Pattern OWN = Pattern.compile("veaiops\\.(alarms\\.(token|secret|topics)\\.[a-z0-9-]+"
            + "|alarms\\.[a-z0-9-]+\\.enabled"
            + "|levels\\.([a-z0-9-]+\\.)?[\\p{L}\\p{N}]+"
            + "|limits\\..+|notices\\.retry\\.\\w+\\.(delays|max-age))");
    private static final Pattern FILE_FORM = Pattern.compile("(veaiops\\..+)-file$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+)}}");

    private final Map<String, String> values;

    private DeclaredSettings(Map<String, String> values) {
        this.values = values;
    }

    public static DeclaredSettings read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the settings of " + file, e);
        }
    }

    /** The settings of the application itself. */
    public static DeclaredSettings shipped() {
        try (InputStream file = DeclaredSettings.class.getResourceAsStream("/application.properties")) {
            if (file == null) {
                throw new IllegalStateException("the application has no application.properties");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the settings of the application", e);
        }
    }

    /** The defaults as they are written, with placeholders. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    static DeclaredSettings parse(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
        WITHOUT_DEFAULT.matcher(text).results().forEach(found -> values.putIfAbsent(found.group(1), ""));
        return new DeclaredSettings(values);
    }

    public static DeclaredSettings of(Map<String, String> values) {
        return new DeclaredSettings(Map.copyOf(values));
    }

    /** These settings, and others over them. */
    public DeclaredSettings with(DeclaredSettings others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others.values);
        return new DeclaredSettings(all);
    }

    /** These settings, and over them those of the properties files of a folder. */
    public DeclaredSettings withFolder(Path folder) {
        return files(folder).stream().map(DeclaredSettings::read).reduce(this, DeclaredSettings::with);
    }

    /** The properties files that lie directly in a folder. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the folder " + folder, e);
        }
    }

    /**
     * Whether it is read: it has a default, or is one of those that each source, channel or host has, or names the file
     * of one.
     */
    public boolean knows(String name) {
        return reads(withoutFile(name));
    }

    /** The setting itself, of one that may name the file of its value, such as {@code veaiops.admin.token-file}. */
    public static String withoutFile(String name) {
        return FILE_FORM.matcher(name).replaceFirst("$1");
    }

    private boolean reads(String name) {
        return has(name) || OWN.matcher(name).matches() || PolicySettings.reads(name);
    }

    /** A hint at the setting that was meant: the one with the longest beginning in common. */
    public String nearest(String name) {
        return values.keySet().stream()
                .filter(known -> known.startsWith("veaiops."))
                .max(Comparator.<String>comparingInt(known -> common(known, name))
                        .thenComparing(Comparator.reverseOrder()))
                .map(known -> "is " + known + " meant?")
                .orElse("");
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int i = 0;
        while (i < length && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    /** Whether another setting takes its value from this one. */
    public boolean refersTo(String name) {
        return values.values().stream().anyMatch(value -> value.contains("{{" + name + "}}"));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text with the defaults in the place of the settings it names. */
    public String resolve(String text) {
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
