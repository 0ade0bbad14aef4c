package routes.extension.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.extension.source.SnsAuth;
import routes.extension.source.SourceFileReader;
import routes.wiring.RenderWiring;
import routes.wiring.ShippedClaims;

/** Each broken file of a folder is found, with its file and line. */
@Tag("slow")
class FolderLintTest {
    private static final RouteProject SHIPPED = RouteProject.of(
            Path.of("src/main/resources/routes"),
            DeclaredSettings.read(Path.of("src/main/resources/application.properties")),
            BeanDirectory.scan("routes"));
    private static final String ROUTE =
            """
            # Tells the night watch of what was opened.

            # Every minute.
            - route:
                id: watch-night-tell
                description: Tells the night watch
                routeConfigurationId: base,background
                from:
                  uri: timer
                  parameters:
                    timerName: watch-night
                    period: "{{veaiops.ledger.check-period-millis}}"
                  steps:
                    - log:
                        message: nothing happened
            """;
    private static final String MAPPING =
            """
            source: beeper
            paths: /beeper
            auth:
              - token: usual
            each: .items[]
            alarm: |
              {fingerprint: .id, status: .state, level: "P1", title: .name}
            answer:
              status: 202
            """;
    private static final String SAMPLE = "{\"items\":[{\"id\":1,\"state\":\"firing\",\"name\":\"beep\"},"
            + "{\"id\":1,\"state\":\"resolved\",\"name\":\"beep\"}]}";
    private static final String RECEIPTS =
            """
            receipts: pager
            code: /code
            rules:
              - id: delivered
                when: { status: 2xx, code: 0 }
                then: { outcome: delivered }
              - id: slow-down
                when: { code: 7 }
                then: { outcome: throttled, wait: 60, remedy: "Too fast ({code})." }
            """;
    private static final String SETTINGS = "# Own settings\nveaiops.http.port = 8081\nveaiops.limits.host.a:1 = 5/1s\n";

    @TempDir
    private Path folder;

    @Test
    void a_good_folder_has_nothing_wrong() throws IOException {
        write("", "", "");

        assertThat(lint()).isEmpty();
    }

    @Test
    void the_resources_of_the_application_are_right() {
        assertThat(lint(Path.of("src/main/resources"))).isEmpty();
    }

    @Test
    void a_status_that_no_sample_makes_is_asked_for() throws IOException {
        write("mappings/beeper/source.yaml", "status: .state", "status: (.state | status_of(\"resolved\"))");
        Path sample = folder.resolve("mappings/beeper/samples/one.json");

        assertThat(lint()).isEmpty();
        Files.writeString(sample, "{\"items\":[{\"id\":1,\"state\":\"firing\",\"name\":\"beep\"}]}");
        assertThat(lint()).singleElement().satisfies(finding -> assertThat(finding.message())
                .startsWith("no sample makes a RESOLVED alarm"));
        write("mappings/beeper/source.yaml", "status: .state", "status: \"firing\"");
        assertThat(lint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // routes
                "routes/watch-night.camel.yaml | uri: timer | uri: tmer | 9 | there is no component tmer",
                "routes/watch-night.camel.yaml | period: | repeatCount: often # | 12 | the option repeatCount cannot be often",
                "routes/watch-night.camel.yaml | check-period-millis | chek-period | 12 | there is no setting veaiops.ledger.chek-period",
                "routes/watch-night.camel.yaml | base,background | base,foreground | 7 | there is no routeConfiguration foreground",
                "routes/watch-night.camel.yaml | description: Tells the night watch | note: Tells | 5 | a description says in one sentence",
                "routes/watch-night.camel.yaml | id: watch-night-tell | id: Watch_Night | 5 | the id of a route is <flow>-<verb>",
                "routes/watch-night.camel.yaml | - log: | - lgo: | 14 | lgo",
                "routes/watch-night.camel.yaml | # Every minute. | `` | 4 | a comment line right above says the role",
                // mappings
                "mappings/beeper/source.yaml | source: beeper | source: Beeper | 1 | is not a name of a-z, 0-9 and -",
                "mappings/beeper/source.yaml | source: beeper | source: pager | 1 | the folder is named beeper, not pager",
                "mappings/beeper/source.yaml | paths: /beeper | paths: beeper | 2 | is not a path",
                "mappings/beeper/source.yaml | paths: | path: | 2 | has an unknown field",
                "mappings/beeper/source.yaml | token: usual | token: cookie | 4 | is no place for a token",
                "mappings/beeper/source.yaml | token: usual | password: usual | 4 | has an unknown field",
                "mappings/beeper/source.yaml | each: .items[] | each: .items[ | 5 | not a jq program",
                "mappings/beeper/source.yaml | title: .name} | title: .name | 7 | not a jq program",
                "mappings/beeper/source.yaml | status: 202 | status: 500 | 9 | is not a status of success",
                "mappings/beeper/source.yaml | level: \"P1\" | level: {a: 1} | 1 | alarm[0].level must be text, not an object",
                "mappings/beeper/source.yaml | fingerprint: .id | fingerprint: .nothing | 1 | alarm[0].fingerprint must be text",
                "mappings/beeper/source.yaml | status: .state | status: .stat | 1 | alarm[0].status must be one of",
                "mappings/beeper/source.yaml | title: .name | titel: .name | 7 | an alarm has no field \"titel\", did you mean title?",
                "mappings/beeper/source.yaml | title: .name | title: last(range(1e12)) | 1 | the program ",
                "mappings/beeper/source.yaml | title: .name | title: (\"x\" * 2e9) | 1 | the program makes a value larger than 4000000",
                "mappings/beeper/source.yaml | each: .items[] | each: last(range(1e12)) | 1 | the program ",
                "mappings/beeper/source.yaml | status: 202 | body: \"[range(1e12)]\" | 1 | the answer cannot be made: the program ",
                "mappings/beeper/source.yaml | status: 202 | body: error(.ids[0]) | 1 | the answer cannot be made: 0123456789abcdef01234567",
                // receipts
                "receipts/pager.yaml | receipts: pager | receipts: pagers | 1 | the file is named pager, not pagers",
                "receipts/pager.yaml | outcome: delivered | outcome: sent | 6 | sent",
                "receipts/pager.yaml | id: slow-down | id: delivered | 7 | another rule is named delivered",
                "receipts/pager.yaml | , remedy: \"Too fast ({code}).\" | `` | 9 | remedy",
                "receipts/pager.yaml | status: 2xx | stauts: 2xx | 5 | stauts",
                // settings
                "application.properties | veaiops.http.port | veaiops.http.prot | 2 | there is no setting veaiops.http.prot; is veaiops.http.port meant?",
                "application.properties | veaiops.limits.host | veaiops.limit.host | 3 | there is no setting veaiops.limit.host",
            })
    void a_mistake_is_found_in_its_file_and_line(String file, String right, String wrong, int line, String message)
            throws IOException {
        write(file, right, wrong);

        assertThat(lint()).anySatisfy(finding -> {
            assertThat(finding.message()).contains(message);
            assertThat(finding.line()).isEqualTo(line);
            assertThat(finding.file()).endsWith(file.substring(file.lastIndexOf('/') + 1));
        });
    }

    @Test
    void a_mapping_without_a_sample_and_a_template_that_cannot_be_read_are_found() throws IOException {
        write("", "", "");
        Files.delete(folder.resolve("mappings/beeper/samples/one.json"));
        Path templates = Files.createDirectories(folder.resolve("templates/slack"));
        Files.writeString(templates.resolve("opened.en.mustache"), "{\"text\": \"{{#items}\"}");

        assertThat(lint())
                .extracting(LintFinding::toString)
                .anyMatch(text -> text.contains("there is no sample"))
                .anyMatch(text -> text.contains("opened.en.mustache"));
    }

    private void write(String changed, String right, String wrong) throws IOException {
        put("routes/watch-night.camel.yaml", ROUTE, changed, right, wrong);
        put("mappings/beeper/source.yaml", MAPPING, changed, right, wrong);
        put("mappings/beeper/samples/one.json", SAMPLE, changed, right, wrong);
        put("receipts/pager.yaml", RECEIPTS, changed, right, wrong);
        put("application.properties", SETTINGS, changed, right, wrong);
    }

    private void put(String file, String text, String changed, String right, String wrong) throws IOException {
        boolean hit = file.equals(changed);
        assertThat(!hit || text.contains(right))
                .as("the good file has %s", right)
                .isTrue();
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, hit ? text.replace(right, wrong == null ? "" : wrong) : text);
    }

    private List<LintFinding> lint() {
        return lint(folder);
    }

    private static List<LintFinding> lint(Path folder) {
        SourceFileReader reader = new SourceFileReader(new SnsAuth.Aws() {
            @Override
            public PublicKey signingKey(URI certificate) {
                throw new AssertionError("lint calls nobody");
            }

            @Override
            public void visit(URI address) {
                throw new AssertionError("lint calls nobody");
            }
        });
        return new FolderLint(SHIPPED, reader, RenderWiring.media(), () -> ShippedClaims.registry(() -> SHIPPED))
                .findings(folder);
    }
}
