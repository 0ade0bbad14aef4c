package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageFigureTest {
    private static final String HEAD = "GROUP,PACKAGE,CLASS,INSTRUCTION_MISSED,INSTRUCTION_COVERED,BRANCH_MISSED,"
            + "BRANCH_COVERED,LINE_MISSED,LINE_COVERED,COMPLEXITY_MISSED,COMPLEXITY_COVERED,METHOD_MISSED,METHOD_COVERED\n";

    @TempDir
    private Path folder;

    @Test
    void lines_and_branches_of_all_classes_are_added() throws IOException {
        Path report = Files.writeString(
                folder.resolve("jacoco.csv"),
                HEAD + "hub,routes.event,One,9,9,1,3,100,900,9,9,9,9\nhub,routes.event,Two,9,9,0,0,0,1000,9,9,9,9\n");

        assertThat(CoverageFigure.of(report)).endsWith("lines 95.0 % of 2,000, branches 75.0 % of 4");
    }

    @Test
    void a_report_of_nothing_is_no_failure() throws IOException {
        Path report = Files.writeString(folder.resolve("jacoco.csv"), HEAD);

        assertThat(CoverageFigure.of(report)).endsWith("lines 0.0 % of 0, branches 0.0 % of 0");
    }
}
