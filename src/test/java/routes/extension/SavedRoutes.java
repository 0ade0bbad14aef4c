package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import routes.extension.claim.Claims;
import routes.extension.lint.BeanDirectory;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteProject;
import routes.extension.source.SourcePack.Origin;
import routes.http.RouteReloadPause;

/** A folder with one route file of two greetings that works. */
abstract class SavedRoutes {
    static final String FILE =
            """
            # Two greetings.

            # How routes fail.
            - routeConfiguration:
                id: plain
                description: As they are
                errorHandler:
                  noErrorHandler: {}

            # Says good morning.
            - route:
                id: greet-morning
                description: Says good morning
                routeConfigurationId: plain
                from:
                  uri: direct
                  parameters:
                    name: morning
                  steps:
                    - setBody:
                        id: say-morning
                        expression:
                          constant:
                            expression: good morning

            # Says good night.
            - route:
                id: greet-night
                description: Says good night
                routeConfigurationId: plain
                from:
                  uri: direct
                  parameters:
                    name: night
                  steps:
                    - setBody:
                        id: say-night
                        expression:
                          simple:
                            expression: "{{veaiops.greeting}}"
            """;

    @TempDir
    Path folder;

    final SavedSettings saved = new SavedSettings(Map.of("veaiops.greeting", "good night"));
    final DefaultCamelContext context = new DefaultCamelContext();
    LiveRoutes live;
    ExtensionRoot root;
    Path file;

    @BeforeEach
    void aFileThatWorks() throws IOException {
        context.getPropertiesComponent().addPropertiesSource(saved);
        context.start();
        root = new ExtensionRoot(folder, Origin.FOLDER, true);
        file = Files.createDirectories(folder.resolve("routes")).resolve("greet-people.camel.yaml");
        live = new LiveRoutes(
                new RouteSwap(context, new RouteReloadPause()), this::project, List::of, new Claims(Map::of));
        assertThat(save(FILE)).isTrue();
    }

    final RouteProject project(List<RouteFile> files) {
        return new RouteProject(files, saved.settings(), BeanDirectory.scan("routes.nothing"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    final Extension row(String name) {
        return live.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    final void delete(Path gone) throws IOException {
        Files.delete(gone);
        live.gone(root, gone);
    }

    final boolean save(String text) throws IOException {
        Files.writeString(file, text);
        return live.take(root, file);
    }

    final String say(String when) {
        return context.createProducerTemplate().requestBody("direct:" + when, "", String.class);
    }
}
