package routes.tool.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;
import routes.extension.OwnVersion;
import routes.extension.source.ShippedFolder;

/** The files of a new thing. Nothing that exists is ever changed. */
public final class Scaffold {
    private static final String PROJECT = "pom.xml";

    private final Kind kind;
    private final ScaffoldName name;

    private Scaffold(Kind kind, ScaffoldName name) {
        this.kind = kind;
        this.name = name;
    }

    /** What can be made. */
    public enum Kind {
        ALARM_SOURCE("alarm-source", "alarms-", "mappings", false),
        CHANNEL("channel", "channel-", "channels", false),
        NATIVE_CHANNEL("channel-native", "channel-", "channels", true),
        DATA_SOURCE("datasource", "datasource-", "", true);

        private final String folder;
        private final String routes;
        private final String files;
        private final boolean java;

        Kind(String folder, String routes, String files, boolean java) {
            this.folder = folder;
            this.routes = routes;
            this.files = files;
            this.java = java;
        }

        /** Whether its files are those of a project, and not of the folder of extensions. */
        public boolean isProject() {
            return java;
        }
    }

    /** @throws VeaiopsException when it cannot be called that, or the application has one of that name */
    public static Scaffold of(Kind kind, String name) {
        ScaffoldName checked = new ScaffoldName(name);
        if (taken(kind, checked)) {
            throw new VeaiopsException("the application has " + name + " already: choose another name");
        }
        return new Scaffold(kind, kind.java ? checked.forJava() : checked);
    }

    /**
     * Writes every file below the folder; for Java also a project, where the folder has none.
     *
     * @return what was written, in order
     * @throws VeaiopsException when one of them exists; none is written then
     */
    public List<Path> write(Path folder) {
        Map<Path, String> files = new TreeMap<>();
        texts(kind.folder).forEach((file, text) -> files.put(folder.resolve(filled(file)), filled(text)));
        if (kind.java && !Files.exists(folder.resolve(PROJECT))) {
            texts("project").forEach((file, text) -> files.put(folder.resolve(file), filled(text)));
        }
        NewFiles.write(files);
        return List.copyOf(files.keySet());
    }

    public ScaffoldName name() {
        return name;
    }

    private String filled(String text) {
        String filled = text.replace("@version@", OwnVersion.text());
        for (Map.Entry<String, String> blank : name.blanks().entrySet()) {
            filled = filled.replace(blank.getKey(), blank.getValue());
        }
        return filled;
    }

    private static Map<String, String> texts(String scaffold) {
        return ShippedFolder.read("scaffolds/" + scaffold, Scaffold::texts)
                .orElseThrow(() -> new VeaiopsException("the application has no scaffold " + scaffold));
    }

    private static Map<String, String> texts(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + folder, e);
        }
        return texts;
    }

    private static boolean taken(Kind kind, ScaffoldName name) {
        Path route = Path.of(kind.routes + name.packageName() + ".camel.yaml");
        return there("routes", route.toString()) || !kind.files.isEmpty() && there(kind.files, name.name());
    }

    private static boolean there(String folder, String entry) {
        return ShippedFolder.read(folder, place -> Files.exists(place.resolve(entry)))
                .orElse(false);
    }
}
