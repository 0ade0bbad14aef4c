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

/** The example of the development guide, the channel Lantern, as somebody else would build it: a jar. */
final class PluginJar {
    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String PACKAGE = "routes/examples/lantern";

    private PluginJar() {}

    static void lantern(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.4.2");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> classes = Files.list(CLASSES.resolve(PACKAGE))) {
            for (Path type :
                    classes.filter(found -> !found.toString().contains("Test")).toList()) {
                add(out, PACKAGE + "/" + type.getFileName(), Files.readAllBytes(type));
            }
            add(
                    out,
                    "META-INF/services/org.apache.camel.CamelConfiguration",
                    "routes.examples.lantern.LanternWiring\n".getBytes(StandardCharsets.UTF_8));
            for (String resource :
                    List.of("routes/channel-lantern.camel.yaml", "templates/lantern/fallback.mustache")) {
                add(out, resource, Files.readAllBytes(CLASSES.resolve(resource)));
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
