package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook of {@code CONTRIBUTING.md} in a repository of its own, where "formatting" appends a line. */
@Tag("slow")
class PreCommitHookTest {
    private static final Path HOOK = Path.of(".githooks/pre-commit").toAbsolutePath();
    private static final String FORMATTER =
            """
            #!/usr/bin/env bash
            patterns=$(printf '%s\\n' "$@" | sed -n 's/^-DspotlessFiles=//p')
            for pattern in ${patterns//,/ }; do
              echo formatted >> "${pattern//\\\\/}"
            done
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRepository() throws Exception {
        Path formatter = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(formatter, FORMATTER);
        assertThat(formatter.toFile().setExecutable(true)).isTrue();
        run("git init -q . && git config user.name ann && git config user.email ann@example.org"
                + " && git config core.hooksPath " + HOOK.getParent());
        write("A.java", "one");
        run("git add A.java && git commit -q --no-verify -m one");
    }

    @Test
    void staged_files_are_formatted_and_the_format_is_committed() throws Exception {
        write("A.java", "two");
        write("B.java", "new");
        write("c.txt", "no source");
        write("D.java", "not staged");
        run("git add A.java B.java c.txt && git commit -q -m two");

        assertThat(run("git show HEAD:A.java HEAD:B.java HEAD:c.txt"))
                .isEqualTo("two\nformatted\nnew\nformatted\nno source\n");
        assertThat(run("git status --porcelain -uno")).isEmpty();
        assertThat(Files.readString(folder.resolve("D.java"))).isEqualTo("not staged\n");
    }

    @Test
    void a_file_that_is_staged_in_part_is_refused_and_left_alone() throws Exception {
        write("A.java", "two");
        run("git add A.java");
        write("A.java", "three");

        assertThat(run("git commit -q -m two 2>&1 || echo refused"))
                .contains("A.java has changes that are not staged", "refused");
        assertThat(Files.readString(folder.resolve("A.java"))).isEqualTo("three\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text + "\n");
    }

    private String run(String commands) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", commands).directory(folder.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        shell.environment().merge("PATH", folder.resolve("bin").toString(), (path, own) -> own + ":" + path);
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
