package routes.extension.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The routes of this application hold to every rule. */
@Tag("slow")
class RouteLintTest {
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void every_route_file_holds_to_every_rule() {
        RouteProject project = RouteProject.of(
                RESOURCES.resolve("routes"),
                DeclaredSettings.read(RESOURCES.resolve("application.properties")),
                BeanDirectory.scan("routes"));

        assertThat(project.files()).hasSizeGreaterThan(10);
        assertThat(project.routes()).hasSizeGreaterThan(15);
        assertThat(RouteLint.findings(project)).isEmpty();
    }
}
