package routes.extension;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A component of somebody's own that is on no class path, and the library that it needs, each in its jar. */
public final class RippleJars {
    private static final String WATER =
            """
            package ripple;
            public class Water {
                public String text() { return "water"; }
            }
            """;
    private static final String COMPONENT =
            """
            package ripple;
            public class RippleComponent extends org.apache.camel.support.DefaultComponent {
                public Water water() { return new Water(); }
                @Override
                protected org.apache.camel.Endpoint createEndpoint(String uri, String name, java.util.Map<String, Object> more) {
                    return new org.apache.camel.support.ProcessorEndpoint(uri, this,
                            exchange -> exchange.getMessage().setBody("ripple of " + water().text()));
                }
            }
            """;

    private RippleJars() {}

    public static void component(Path jar) throws IOException {
        Map<String, byte[]> files = new HashMap<>(Map.of(
                "META-INF/services/org/apache/camel/component/ripple",
                "class=ripple.RippleComponent\n".getBytes(StandardCharsets.UTF_8)));
        files.putAll(compiled("RippleComponent"));
        write(jar, files);
    }

    public static void library(Path jar) throws IOException {
        write(jar, compiled("Water"));
    }

    static void write(Path jar, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                out.putNextEntry(new JarEntry(one.getKey()));
                out.write(one.getValue());
            }
        }
    }

    private static Map<String, byte[]> compiled(String type) throws IOException {
        Path work = Files.createTempDirectory("ripple");
        Path sources = Files.createDirectories(work.resolve("ripple"));
        Files.writeString(sources.resolve("Water.java"), WATER);
        Files.writeString(sources.resolve("RippleComponent.java"), COMPONENT);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        sources.resolve("Water.java").toString(),
                        sources.resolve("RippleComponent.java").toString());
        if (code != 0) {
            throw new IllegalStateException("the component does not compile");
        }
        try (Stream<Path> classes = Files.list(sources)) {
            List<Path> found = classes.filter(file -> file.toString().endsWith(type + ".class"))
                    .toList();
            Map<String, byte[]> files = new HashMap<>();
            for (Path file : found) {
                files.put("ripple/" + file.getFileName(), Files.readAllBytes(file));
            }
            return files;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
