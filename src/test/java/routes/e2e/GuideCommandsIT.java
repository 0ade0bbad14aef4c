package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that the development guide names within a sentence does what it is named for, in a copy of this project. */
@Tag("slow")
class GuideCommandsIT {
    private static final String UNTIDY =
            "package routes;\nimport java.util.List;\nfinal class Untidy { int one=1 ; }\n";

    @TempDir
    private static Path folder;

    private static CopiedProject whole;

    /** What shows that a command has worked. */
    @FunctionalInterface
    private interface Proof {
        void of(String command) throws Exception;
    }

    private static final Map<String, Proof> PROOFS = Map.of(
            "mvn compile camel:run", GuideCommandsIT::runs,
            "mvn -B verify", GuideCommandsIT::isWhatRunsThisTest,
            "mvn spotless:apply", GuideCommandsIT::formats,
            "mvn -B -q test -Dtest=MergeTest", GuideCommandsIT::runsOneTest,
            "java -jar target/veaiops-camel-*-app.jar lint .", GuideCommandsIT::lints,
            "mvn -q compile exec:java -Dexec.args=\"lint .\"", GuideCommandsIT::lints,
            "java -cp veaiops-camel-app.jar:target/classes routes.VeaiopsApplication lint .",
                    GuideCommandsIT::lintsSomebodyElsesProject);

    static List<String> commands() {
        return Guide.read().spoken();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void every_command_within_a_sentence_works(String command) throws Exception {
        Proof proof = PROOFS.get(command);
        if (proof == null) {
            fail("the guide has a command that no test runs: " + command);
        }
        proof.of(command);
    }

    @Test
    void a_command_that_no_test_runs_would_be_seen() {
        String text = "Then `mvn -X\n  install`, or\n`mvn clean`:\n\n    ls -l\n\n```sh\nmvn clean\n```\n`of words`";

        assertThat(Guide.of(text).spoken()).containsExactly("mvn -X install");
        assertThat(Guide.of(text).parts()).contains(new Guide.Commands("ls -l"));
        assertThat(commands()).containsExactlyInAnyOrderElementsOf(PROOFS.keySet());
    }

    private static CopiedProject whole() throws IOException {
        if (whole == null) {
            whole = CopiedProject.whole(folder.resolve("whole"));
        }
        return whole;
    }

    private static void runs(String command) throws Exception {
        assertThat(whole().runUntil(command, "target/embedded/run.json"))
                .contains("\"adminToken\"", "\"http\" : \"http://");
    }

    /** It cannot run itself; that it is the one check, as is said, can be held. */
    private static void isWhatRunsThisTest(String command) throws Exception {
        assertThat(Files.readString(Path.of(".ci/run"))).containsOnlyOnce("mvn").contains("exec " + command + "\n");
    }

    private static void formats(String command) throws Exception {
        String source = "src/main/java/routes/Untidy.java";
        CopiedProject small = CopiedProject.small(folder.resolve("small"), source, UNTIDY);

        small.run(command);

        assertThat(small.file(source)).hasContent("package routes;\n\nfinal class Untidy {\n    int one = 1;\n}\n");
    }

    private static void runsOneTest(String command) throws Exception {
        whole().run(command);

        try (var reports = Files.list(whole().file("target/surefire-reports"))) {
            assertThat(reports.map(report -> report.getFileName().toString()).filter(name -> name.endsWith(".txt")))
                    .singleElement()
                    .asString()
                    .endsWith("MergeTest.txt");
        }
    }

    private static void lints(String command) throws Exception {
        assertThat(whole().run(command)).contains("nothing is wrong");
    }

    /** A route that names a bean which only that project's classes bind. */
    private static void lintsSomebodyElsesProject(String command) throws Exception {
        Path theirs = folder.resolve("theirs");
        PluginJar.lanternProject(theirs);
        Files.createSymbolicLink(theirs.resolve("veaiops-camel-app.jar"), CopiedProject.app());
        CopiedProject project = CopiedProject.of(theirs);

        assertThat(project.run(command)).contains("nothing is wrong");
        String route = Files.readString(theirs.resolve("routes/channel-lantern.camel.yaml"));
        ExtensionFiles.save(
                theirs.resolve("routes/channel-lantern.camel.yaml"), route.replace("lanternChannel", "lampChannel"));
        assertThat(project.fails(command)).contains("lampChannel");
    }
}
