package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/veaiops} asks of Java, beside a Java that only says how it was called. */
@Tag("slow")
class StartScriptTest {
    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/usr/bin/env bash\necho \"$*\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("hub-app.jar"));
    }

    @Test
    void a_hub_has_a_heap_that_grows_with_its_load() throws Exception {
        assertThat(called(""))
                .contains("-XX:+UseSerialGC", "-Xms48m", "-jar " + folder + "/hub-app.jar")
                .doesNotContain("TieredStopAtLevel", "SharedArchiveFile");
    }

    @Test
    void a_heap_that_somebody_has_chosen_is_kept() throws Exception {
        assertThat(called("-Xmx4g -XX:+UseParallelGC"))
                .doesNotContain("UseSerialGC", "-Xms", "HeapFreeRatio")
                .contains("Tier4InvocationThreshold");
        assertThat(called("-Xms2g")).doesNotContain("UseSerialGC", "-Xms");
        assertThat(called("-Xmx4g")).contains("-XX:+UseSerialGC", "-Xms48m");
    }

    @Test
    void a_command_is_compiled_by_the_first_compiler_alone() throws Exception {
        assertThat(called("", "lint", "a folder"))
                .contains("-XX:TieredStopAtLevel=1", "hub-app.jar lint a folder")
                .doesNotContain("Tier4", "-Xms");
    }

    @Test
    void classes_come_from_the_archive_beside_the_jar() throws Exception {
        Files.createFile(folder.resolve("hub-app.jsa"));

        assertThat(called(""))
                .contains("-XX:SharedArchiveFile=" + folder + "/hub-app.jsa", "-XX:ArchiveRelocationMode=0");
    }

    private String called(String options, String... words) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("bash", "bin/veaiops").redirectErrorStream(true);
        script.command().addAll(List.of(words));
        script.environment().put("JAVA_HOME", folder.resolve("java").toString());
        script.environment().put("VEAIOPS_JAR", folder.resolve("hub-app.jar").toString());
        script.environment().put("JAVA_TOOL_OPTIONS", options);
        script.environment().remove("JDK_JAVA_OPTIONS");
        Process run = script.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        return said;
    }
}
