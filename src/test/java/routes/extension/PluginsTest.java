package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.extension.Extension.State;
import routes.extension.lint.FolderLint;
import routes.extension.lint.LintFinding;
import routes.extension.source.SourceFileReader;
import routes.tool.topology.ProjectRoutes;
import routes.wiring.RenderWiring;
import routes.wiring.ShippedClaims;

/** Components that are on no class path: Camel finds them in the folder of plugins, with the libraries beside them. */
@Tag("slow")
class PluginsTest {
    private static final String ROUTE =
            """
            # Sends ripples.

            # Once.
            - route:
                id: ripple-send-once
                description: Sends a ripple
                routeConfigurationId: base,background
                from:
                  uri: timer
                  parameters:
                    timerName: ripple
                    repeatCount: 1
                  steps:
                    - to:
                        id: to-pond-ripple
                        uri: ripple
                        parameters:
                          name: pond
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aRoute() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/ripple-send.camel.yaml"), ROUTE);
    }

    @Test
    void a_component_is_found_with_a_library_in_another_jar() throws Exception {
        RippleJars.component(folder.resolve("plugins/ripple.jar"));
        RippleJars.library(folder.resolve("plugins/water.jar"));
        Plugins plugins = new Plugins(folder.toString());

        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setApplicationContextClassLoader(plugins.loader());
            context.start();
            assertThat(context.createProducerTemplate().requestBody("ripple:pond", "stone", String.class))
                    .isEqualTo("ripple of water");
        }

        assertThat(row(plugins, "ripple")).satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.WORKING);
            assertThat(row.provides()).containsExactly("component ripple");
        });
        assertThat(row(plugins, "water").provides()).containsExactly("a library: other jars may need its classes");
        assertThat(lint()).isEmpty();
    }

    @Test
    void a_component_without_its_library_is_refused_by_hub_and_lint() throws IOException {
        RippleJars.component(folder.resolve("plugins/ripple.jar"));

        Plugins plugins = new Plugins(folder.toString());

        assertThat(row(plugins, "ripple").state()).isEqualTo(State.REFUSED);
        assertThat(row(plugins, "ripple").problems())
                .singleElement()
                .asString()
                .contains("ripple.Water, which is in no jar");
        assertThat(lint()).anySatisfy(finding -> assertThat(finding.message()).contains("ripple.Water"));
    }

    @Test
    void a_jar_of_another_camel_and_one_that_is_no_jar_are_refused_and_the_others_work() throws IOException {
        RippleJars.component(folder.resolve("plugins/ripple.jar"));
        RippleJars.library(folder.resolve("plugins/water.jar"));
        RippleJars.write(
                folder.resolve("plugins/old.jar"),
                Map.of(
                        "META-INF/maven/org.apache.camel/camel-old/pom.properties",
                        "version=3.20.0\n".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(folder.resolve("plugins/broken.jar"), "no jar");

        Plugins plugins = new Plugins(folder.toString());

        assertThat(row(plugins, "old").problems())
                .singleElement()
                .asString()
                .contains("it is of Camel 3.20.0, the hub of 4.");
        assertThat(row(plugins, "broken").state()).isEqualTo(State.REFUSED);
        assertThat(row(plugins, "ripple").state()).isEqualTo(State.WORKING);
    }

    @Test
    void a_component_that_is_not_there_is_told_with_the_command_that_brings_it() throws IOException {
        Path file = folder.resolve("routes/ripple-send.camel.yaml");
        Files.writeString(
                file, ROUTE.replace("uri: ripple", "uri: jms").replace("name: pond", "destinationName: pond"));

        assertThat(lint()).singleElement().satisfies(finding -> assertThat(finding.message())
                .isEqualTo("the component jms is not there: \"veaiops add camel-jms\" brings it into plugins/"));
        Files.writeString(file, ROUTE);
        assertThat(lint()).singleElement().satisfies(finding -> assertThat(finding.message())
                .isEqualTo("there is no component ripple"));
    }

    private List<LintFinding> lint() {
        var shipped = ProjectRoutes.shipped();
        return new FolderLint(
                        shipped,
                        SourceFileReader.offline(),
                        RenderWiring.media(),
                        () -> ShippedClaims.registry(() -> shipped))
                .findings(folder);
    }

    private static Extension row(Plugins plugins, String name) {
        return plugins.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
