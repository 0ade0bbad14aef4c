package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** This project as a developer has it after one build, in a folder where commands may change it. */
final class CopiedProject {
    private static final long MINUTES = 4;
    private static final List<String> ALL = List.of(
            "pom.xml", ".mvn", "config", "docs", "src", "target/classes", "target/test-classes", "target/maven-status");

    private final Path folder;

    private CopiedProject(Path folder) {
        this.folder = folder;
    }

    /** With sources, classes and the packaged application. */
    static CopiedProject whole(Path folder) throws IOException {
        CopiedProject project = new CopiedProject(folder);
        for (String part : ALL) {
            copy(Path.of(part), folder.resolve(part));
        }
        project.movedLists();
        Files.createSymbolicLink(folder.resolve("target").resolve(app().getFileName()), app());
        return project.sameRepository();
    }

    /** With one source file. */
    static CopiedProject small(Path folder, String source, String text) throws IOException {
        copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        copy(Path.of(".mvn"), folder.resolve(".mvn"));
        ExtensionFiles.save(folder.resolve(source), text);
        return new CopiedProject(folder).sameRepository();
    }

    /** A folder as it is. */
    static CopiedProject of(Path folder) {
        return new CopiedProject(folder);
    }

    static Path app() {
        return Path.of(System.getProperty("veaiops.packaged.jar")).toAbsolutePath();
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    /** Runs a command to its end, which is a good one. @return what it said */
    String run(String command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = ended(start(command, "-o", out), command);
        if (process.exitValue() != 0) {
            process = ended(start(command, "", out), command);
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(command + "\n" + said).isZero();
        return said;
    }

    /** Runs a command that finds something wrong. @return what it said */
    String fails(String command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        assertThat(ended(start(command, "", out), command).exitValue()).isEqualTo(1);
        return Files.readString(out);
    }

    private static Process ended(Process process, String command) throws InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            stop(process);
            throw new AssertionError(command + " does not end");
        }
        return process;
    }

    private static void stop(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(1, TimeUnit.MINUTES);
    }

    /** Runs a command until this file is there, and stops it. @return the file */
    String runUntil(String command, String file) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path awaited = folder.resolve(file);
        for (String offline : List.of("-o", "")) {
            Process process = start(command, offline, out);
            try {
                Awaitility.await(command)
                        .atMost(Duration.ofMinutes(MINUTES))
                        .until(() -> Files.exists(awaited) || !process.isAlive());
                if (Files.exists(awaited)) {
                    return Files.readString(awaited);
                }
            } finally {
                stop(process);
            }
        }
        throw new AssertionError(command + "\n" + Files.readString(out));
    }

    /** @param offline Maven's option to stay offline; what its repository lacks is fetched at the second try */
    private Process start(String command, String offline, Path out) throws IOException {
        ProcessBuilder shell = new ProcessBuilder(
                        "bash", "-c", "set -e\nmvn() { command mvn $OFFLINE \"$@\"; }\n" + command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Map<String, String> environment = shell.environment();
        environment.keySet().removeIf(name -> name.startsWith("MAVEN_") || name.startsWith("VEAIOPS_"));
        environment.put("OFFLINE", offline);
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.put(
                "PATH",
                System.getProperty("veaiops.maven.home", "/usr/share/maven") + "/bin:"
                        + Path.of(System.getProperty("java.home"), "bin") + ":" + environment.get("PATH"));
        for (String port : List.of("HTTP", "MANAGEMENT", "EMBEDDED_KAFKA", "EMBEDDED_MONGODB")) {
            environment.put("VEAIOPS_" + port + "_PORT", "0");
        }
        return shell.start();
    }

    /** Maven's lists of what was compiled name files by their whole paths; without them it compiles all again. */
    private void movedLists() throws IOException {
        try (Stream<Path> lists = Files.walk(folder.resolve("target/maven-status"))) {
            for (Path list : lists.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        list,
                        Files.readString(list).replace(Path.of("").toAbsolutePath() + "/", folder.toRealPath() + "/"));
            }
        }
    }

    private CopiedProject sameRepository() throws IOException {
        String repository = System.getProperty("veaiops.maven.repository", "");
        if (!repository.isEmpty()) {
            Files.writeString(folder.resolve(".mvn/maven.config"), "-Dmaven.repo.local=" + repository + "\n");
        }
        return this;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Path copy = to.resolve(from.relativize(file).toString());
                try {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
