package routes.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import routes.tool.cli.CommandRun;
import routes.tool.scaffold.GeneratedProject;

/** Plugins as other people would build them: a jar of classes and resources. */
final class PluginJar {
    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String LANTERN = "routes/examples/lantern";

    private PluginJar() {}

    /** The example of the development guide, the channel Lantern, as a project of its own that has been compiled. */
    static Path lanternProject(Path folder) throws IOException {
        try (Stream<Path> classes = Files.list(CLASSES.resolve(LANTERN))) {
            for (Path type :
                    classes.filter(found -> !found.toString().contains("Test")).toList()) {
                Path copy = folder.resolve("target/classes").resolve(CLASSES.relativize(type));
                Files.createDirectories(copy.getParent());
                Files.copy(type, copy);
            }
        }
        for (String resource : List.of("routes/channel-lantern.camel.yaml", "templates/lantern/fallback.mustache")) {
            ExtensionFiles.save(folder.resolve(resource), Files.readString(CLASSES.resolve(resource)));
        }
        return folder;
    }

    static void lantern(Path jar) throws IOException {
        Path project = lanternProject(Files.createTempDirectory("lantern"));
        write(jar, "routes.examples.lantern.LanternWiring", List.of(project.resolve("target/classes"), project));
    }

    /** The data source Tide, as {@code veaiops new datasource} writes it. */
    static void tide(Path jar) throws IOException {
        Path project = Files.createTempDirectory("tide");
        CommandRun.by("new", "datasource", "tide", "--dir", project.toString());
        GeneratedProject generated = new GeneratedProject(project);
        write(
                jar,
                "routes.datasource.tide.TideWiring",
                List.of(generated.compiledMain(), project.resolve("src/main/resources")));
    }

    /** @param roots folders whose files are the jar's; what is only built in them is not */
    private static void write(Path jar, String configuration, List<Path> roots) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.4.2");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            add(
                    out,
                    "META-INF/services/org.apache.camel.CamelConfiguration",
                    (configuration + "\n").getBytes(StandardCharsets.UTF_8));
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path one : files.filter(Files::isRegularFile).toList()) {
                        String name = root.relativize(one).toString();
                        if (!name.startsWith("target/")) {
                            add(out, name, Files.readAllBytes(one));
                        }
                    }
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
