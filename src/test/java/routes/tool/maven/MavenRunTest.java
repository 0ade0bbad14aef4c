package routes.tool.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.VeaiopsException;

/** What the user's Maven is asked for, and what its answers become. The Maven here is a script that notes its arguments. */
@DisabledOnOs(OS.WINDOWS)
class MavenRunTest {
    private static final List<Coordinates> WANTED =
            List.of(Coordinates.parse("camel-jms"), Coordinates.parse("com.acme:tide:1.2"));

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void a_part_of_camel_has_the_version_of_the_hub_and_what_the_hub_has_is_left_out() throws IOException {
        Path plugins = folder.resolve("ext/plugins");
        String maven = maven("cp \"$3\" " + folder + "/asked.xml; echo \"$@\" > " + folder
                + "/asked.txt; echo '[INFO] Copying camel-jms.jar to plugins'");

        new MavenRun(Optional.of(maven), progress::add).copy(WANTED, plugins, true);

        assertThat(plugins).isDirectory();
        assertThat(Files.readString(folder.resolve("asked.xml")))
                .contains("<artifactId>camel-bom</artifactId><version>4.")
                .contains("<groupId>org.apache.camel</groupId><artifactId>camel-jms</artifactId></dependency>")
                .contains("<artifactId>tide</artifactId><version>1.2</version>");
        assertThat(Files.readString(folder.resolve("asked.txt")))
                .contains("copy-dependencies", "-DoutputDirectory=" + plugins, "-DincludeScope=runtime", " -o")
                .containsPattern("-DexcludeArtifactIds=\\S*camel-api\\S*jackson-databind");
        assertThat(progress).containsExactly("Copying camel-jms.jar to plugins");
    }

    @Test
    void the_reason_of_maven_is_told() throws IOException {
        String maven = maven("echo '[ERROR] Could not find artifact com.acme:tide'; echo '[ERROR] more'; exit 1");

        assertThatThrownBy(() -> new MavenRun(Optional.of(maven), progress::add).copy(WANTED, folder, false))
                .isInstanceOf(VeaiopsException.class)
                .hasMessage("Maven cannot bring them: Could not find artifact com.acme:tide");
    }

    @Test
    void without_a_maven_the_remedy_is_told() {
        assertThatThrownBy(() -> new MavenRun(Optional.empty(), progress::add).copy(WANTED, folder, false))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("there is no Maven (mvn) on the PATH: install it")
                .hasMessageContaining(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms", "com.acme:tide", "a b", "--dir", ""})
    void what_names_no_jar_is_refused(String text) {
        assertThatThrownBy(() -> Coordinates.parse(text)).hasMessageContaining("names no jar");
    }

    @Test
    void another_version_of_camel_is_never_asked_for() {
        assertThat(Coordinates.parse("org.apache.camel:camel-jms:4.10.0").text())
                .isEqualTo("org.apache.camel:camel-jms");
    }

    private String maven(String script) throws IOException {
        Path file = folder.resolve("mvn");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }
}
