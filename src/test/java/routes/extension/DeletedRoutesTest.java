package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.extension.claim.Claims;
import routes.extension.lint.RouteClaims;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteProject;
import routes.extension.source.SourcePack.Origin;
import routes.http.RouteReloadPause;

/** A route file that is deleted, renamed, or takes the place of another. */
@Tag("slow")
class DeletedRoutesTest extends SavedRoutes {
    @Test
    void a_file_that_is_deleted_takes_its_routes_with_it_and_a_refused_one_its_row() throws IOException {
        Path other = file.resolveSibling("greet-others.camel.yaml");
        Files.writeString(other, "nothing");
        assertThat(live.take(root, other)).isFalse();
        assertThat(live.rows()).hasSize(2);

        delete(other);
        assertThat(live.rows()).singleElement().satisfies(row -> assertThat(row.name())
                .isEqualTo(file.getFileName().toString()));
        delete(file);

        assertThat(live.rows()).isEmpty();
        assertThat(context.getRoutes()).isEmpty();
        assertThat(save(FILE)).isTrue();
        assertThat(say("morning")).isEqualTo("good morning");
    }

    @Test
    void a_file_that_is_renamed_together_with_its_ids_keeps_its_endpoints() throws IOException {
        Path renamed = file.resolveSibling("hello-people.camel.yaml");
        Files.delete(file);
        Files.writeString(
                renamed, FILE.substring(FILE.indexOf("# Says good morning")).replace("greet-", "hello-"));

        assertThat(live.take(root, renamed)).as(live.rows().toString()).isTrue();
        live.gone(root, file);

        assertThat(say("morning")).isEqualTo("good morning");
        assertThat(context.getRoute("greet-morning")).isNull();
        assertThat(live.rows()).singleElement().satisfies(row -> assertThat(row.name())
                .isEqualTo("hello-people.camel.yaml"));
    }

    @Test
    void a_file_of_the_application_is_replaced_on_purpose_only_and_runs_again_afterwards() throws Exception {
        String text = runsAsShipped("own-people.camel.yaml");
        Path own = file.resolveSibling("own-people.camel.yaml");
        String changed = text.replace("expression: good morning", "expression: my morning");
        Files.writeString(own, changed);

        assertThat(live.take(root, own)).isFalse();
        assertThat(row("own-people.camel.yaml").problems()).anySatisfy(told -> assertThat(told)
                .contains("is taken by the route file own-people.camel.yaml of the application")
                .contains("the comment \"# replaces: own-people.camel.yaml\" takes its place on purpose"));
        assertThat(say("dawn")).isEqualTo("good morning");

        Files.writeString(own, "# replaces: own-people.camel.yaml\n" + changed);
        assertThat(live.take(root, own)).as(live.rows().toString()).isTrue();
        assertThat(row("own-people.camel.yaml").replaces()).containsExactly("routes/own-people.camel.yaml");
        assertThat(say("dawn")).isEqualTo("my morning");

        delete(own);

        assertThat(say("dawn")).isEqualTo("good morning");
        assertThat(row("own-people.camel.yaml").origin()).isEqualTo(Origin.APPLICATION);
        assertThat(row("own-people.camel.yaml").replaces()).isEmpty();
    }

    /** @return the text of a file of this name that came with the application */
    private String runsAsShipped(String name) throws Exception {
        String text = FILE.replace("greet-", "own-")
                .replace("id: plain", "id: other")
                .replace("Id: plain", "Id: other")
                .replace("name: morning", "name: dawn")
                .replace("name: night", "name: dusk");
        RouteFile shipped = RouteFile.parse(name, text);
        RouteProject project = project(List.of(shipped));
        live = new LiveRoutes(
                new RouteSwap(context, new RouteReloadPause()),
                this::project,
                () -> List.of(shipped),
                new Claims(() -> RouteClaims.shipped(project)));
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
        return text;
    }
}
