package routes.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of one's own has nothing of this one but its two artefacts, the application and its testkit. */
@Tag("slow")
class FreshProjectIT {
    private static final Path TARGET = PackagedApplication.JAR.toAbsolutePath().getParent();
    private static final String GROUP = "io/veaiops";
    private static final Pattern LIBRARIES_OF_TESTS =
            Pattern.compile(".*/(junit-|opentest4j|apiguardian|assertj-core|awaitility|hamcrest|camel-test-).*");

    @TempDir
    private static Path folder;

    @Test
    void new_java_is_built_and_tested_by_maven_with_the_artefacts_alone() throws Exception {
        Path project = folder.resolve("project");
        for (List<String> what : List.of(List.of("channel", "beacon", "--native"), List.of("datasource", "tide"))) {
            List<String> words = Stream.of(List.of("new"), what, List.of("--dir", project.toString()))
                    .flatMap(List::stream)
                    .toList();
            try (PackagedApplication written = PackagedApplication.run(words.toArray(String[]::new))) {
                assertThat(written.exitCodeWithin(Duration.ofSeconds(60))).isZero();
            }
        }
        String version = Files.readString(project.resolve("pom.xml"))
                .replaceAll("(?s).*<veaiops.version>(.*)</veaiops.version>.*", "$1");

        String said = maven(project, repository(version));

        assertThat(reports(project)).as(said).allMatch(report -> report.contains("Failures: 0, Errors: 0, Skipped: 0"));
        assertThat(reports(project)).hasSize(2);
        assertThat(project.resolve("target/veaiops-extensions-1.0.0-SNAPSHOT.jar"))
                .exists();
    }

    @Test
    void what_the_testkit_needs_is_in_the_application_or_a_library_for_tests() {
        String libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARIES_OF_TESTS.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--multi-release",
                        "17",
                        "-verbose:class",
                        "-filter:none",
                        "-cp",
                        PackagedApplication.JAR + File.pathSeparator + libraries,
                        artefact("-testkit.jar").toString());

        assertThat(code).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("not found")))
                .isEmpty();
    }

    private static Path artefact(String end) {
        String name = PackagedApplication.JAR.getFileName().toString().replace("-app.jar", end);
        return TARGET.resolve(name);
    }

    /** What Maven has here, without this application, and its artefacts as "mvn install" puts them there. */
    private static Path repository(String version) throws IOException {
        Path theirs = Path.of(System.getProperty("veaiops.maven.repository"));
        Path ours = Files.createDirectories(folder.resolve("repository"));
        link(theirs, ours, "io");
        link(theirs.resolve("io"), Files.createDirectories(ours.resolve("io")), "veaiops");
        Path place = Files.createDirectories(
                ours.resolve(GROUP).resolve("veaiops-camel").resolve(version));
        String name = "veaiops-camel-" + version;
        Files.copy(artefact(".jar"), place.resolve(name + ".jar"));
        Files.copy(artefact("-testkit.jar"), place.resolve(name + "-testkit.jar"));
        Files.copy(Path.of("pom.xml"), place.resolve(name + ".pom"));
        return ours;
    }

    private static void link(Path from, Path to, String without) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(
                            one -> !one.getFileName().toString().equals(without))
                    .toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    /** Offline; what the repository lacks, as on a machine that is new, is fetched at the second try. */
    private static String maven(Path project, Path repository) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        for (String offline : List.of("-o", "-B")) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("veaiops.maven.home"), "bin", "mvn")
                                    .toString(),
                            "-B",
                            "-q",
                            offline,
                            "-Dmaven.repo.local=" + repository,
                            "package")
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("Maven ends").isTrue();
            if (process.exitValue() == 0) {
                return Files.readString(said);
            }
        }
        throw new AssertionError(Files.readString(said));
    }

    private static List<String> reports(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("target/surefire-reports"))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .map(FreshProjectIT::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
