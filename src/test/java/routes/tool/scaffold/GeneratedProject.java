package routes.tool.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A folder of sources that a command wrote: compiles them with every warning, with nothing of this project on the class path but
 * what the two artefacts hold, the application and its testkit.
 */
public record GeneratedProject(Path folder) {
    private static final List<String> TESTKIT = testkit();

    /** The libraries, the application, and of the tests the classes that the artefact testkit has. */
    private String classPath() throws IOException {
        Path tests = testClasses();
        Path kit = folder.resolve("target/testkit");
        if (!Files.exists(kit)) {
            try (Stream<Path> files = Files.walk(tests)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = tests.relativize(file).toString().replace(File.separatorChar, '/');
                    if (TESTKIT.stream().anyMatch(name::startsWith)) {
                        Path copy = kit.resolve(name);
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                    }
                }
            }
        }
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().equals(tests) ? kit.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path testClasses() {
        try {
            return Path.of(GeneratedProject.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The folders that the build puts into the artefact. */
    private static List<String> testkit() {
        try {
            Matcher includes = Pattern.compile(
                            "<classifier>testkit</classifier>\\s*<includes>(.*?)</includes>", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of("pom.xml")));
            assertThat(includes.find()).isTrue();
            return Pattern.compile("<include>(.*?)\\*\\*</include>")
                    .matcher(includes.group(1))
                    .results()
                    .map(include -> include.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its tests. @return the folder of the classes */
    Path compiled() throws IOException {
        return compiled("src");
    }

    /** Without its tests. @return the folder of the classes */
    public Path compiledMain() throws IOException {
        return compiled("src/main");
    }

    private Path compiled(String part) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean fine = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-parameters",
                                    "-proc:none",
                                    "-Xlint:all,-processing,-serial,-classfile,-path",
                                    "-Werror",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    classPath()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources(part)))
                    .call();
            assertThat(fine).as(said.toString()).isTrue();
        }
        return classes;
    }

    List<Path> sources() {
        return sources("src");
    }

    private List<Path> sources(String part) {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
