package routes.tool.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;
import routes.extension.source.PluginJar;

/** Runs the user's own Maven, with its settings, mirrors and local repository. */
public final class MavenRun {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    private final Optional<String> maven;
    private final Consumer<String> progress;

    /** @param maven its command; empty when there is none */
    public MavenRun(Optional<String> maven, Consumer<String> progress) {
        this.maven = maven;
        this.progress = progress;
    }

    /**
     * Copies jars and what they need beyond the hub's own jars into a folder.
     *
     * @throws VeaiopsException without a Maven, or when it cannot resolve them; its reason is in the text
     */
    public void copy(List<Coordinates> wanted, Path folder, boolean offline) {
        String command = maven.orElseThrow(() -> new VeaiopsException("there is no Maven (mvn) on the PATH: install it"
                + " (https://maven.apache.org/install.html), or put the jars and all that they need into "
                + folder));
        try {
            Files.createDirectories(folder);
            Path work = Files.createTempDirectory("veaiops-add");
            Path pom = work.resolve("pom.xml");
            Files.writeString(pom, pom(wanted));
            run(arguments(command, pom, folder.toAbsolutePath(), offline));
            Files.delete(pom);
            Files.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }

    private static List<String> arguments(String maven, Path pom, Path folder, boolean offline) {
        List<String> arguments = new ArrayList<>(List.of(
                maven,
                "-B",
                "-f",
                pom.toString(),
                PLUGIN,
                "-DoutputDirectory=" + folder,
                "-DincludeScope=runtime",
                "-DexcludeArtifactIds=" + String.join(",", HubJars.artifacts())));
        if (offline) {
            arguments.add("-o");
        }
        return arguments;
    }

    private void run(List<String> arguments) throws IOException {
        Process process =
                new ProcessBuilder(arguments).redirectErrorStream(true).start();
        List<String> errors = new ArrayList<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("[ERROR]") && errors.isEmpty()) {
                    errors.add(line.substring("[ERROR]".length()).strip());
                }
                if (line.contains("Downloading from") || line.contains("Copying ")) {
                    progress.accept(line.replaceFirst("^\\[INFO] ", ""));
                }
            }
            if (process.waitFor() != 0) {
                throw new VeaiopsException("Maven cannot bring them: " + String.join(" ", errors));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new VeaiopsException("Maven was interrupted", e);
        }
    }

    static String pom(List<Coordinates> wanted) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>veaiops</groupId><artifactId>plugins</artifactId><version>1</version><packaging>pom</packaging>
                  <dependencyManagement><dependencies><dependency>
                    <groupId>org.apache.camel</groupId><artifactId>camel-bom</artifactId><version>%s</version>
                    <type>pom</type><scope>import</scope>
                  </dependency></dependencies></dependencyManagement>
                  <dependencies>
                    %s
                  </dependencies>
                </project>
                """
                .formatted(
                        PluginJar.camelOfHub(),
                        wanted.stream().map(Coordinates::xml).collect(Collectors.joining("\n    ")));
    }

    /** From the home of Maven that the environment names, or from the path. */
    public static Optional<String> installed() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        Stream<String> homes = Stream.of("MAVEN_HOME", "M2_HOME")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .map(home -> home + File.separator + "bin");
        Stream<String> path = Stream.ofNullable(System.getenv("PATH"))
                .flatMap(folders -> Arrays.stream(folders.split(File.pathSeparator)));
        return Stream.concat(homes, path)
                .map(folder -> Path.of(folder, windows ? "mvn.cmd" : "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
