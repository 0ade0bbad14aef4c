package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.extension.Extension.State;

/** A saved route file: what it changes, and what a wrong one leaves alone. */
@Tag("slow")
class LiveRoutesTest extends SavedRoutes {
    private static final String GREETING =
            """
            # One greeting.
            - routeTemplate:
                id: greeting
                description: Says a word
                parameters:
                  - name: word
                    description: What it says
                route:
                  description: Says a word
                  routeConfigurationId: plain
                  from:
                    uri: direct
                    parameters:
                      name: morning
                    steps:
                      - setBody:
                          expression:
                            constant:
                              expression: "{{word}}"

            - templatedRoute:
                routeTemplateRef: greeting
                routeId: greet-morning
                parameters:
                  - { name: word, value: hello }
            """;

    @Test
    void a_new_file_runs_and_a_changed_route_of_it_is_exchanged_alone() throws IOException {
        long night = context.getRoute("greet-night").getUptimeMillis();
        assertThat(say("morning")).isEqualTo("good morning");

        assertThat(save(FILE.replace("expression: good morning", "expression: hello")))
                .isTrue();

        assertThat(say("morning")).isEqualTo("hello");
        assertThat(say("night")).isEqualTo("good night");
        assertThat(context.getRoute("greet-night").getUptimeMillis()).isGreaterThanOrEqualTo(night);
        assertThat(context.getRoutes()).hasSize(2);
        assertThat(live.rows()).singleElement().satisfies(row -> assertThat(row.state())
                .isEqualTo(State.WORKING));
    }

    @Test
    void a_route_that_is_taken_out_is_gone_and_one_that_is_renamed_takes_its_place() throws IOException {
        assertThat(save(FILE.replace("greet-morning", "greet-early"))).isTrue();

        assertThat(context.getRoute("greet-morning")).isNull();
        assertThat(say("morning")).isEqualTo("good morning");
        assertThat(save(FILE.substring(0, FILE.indexOf("# Says good night")))).isTrue();
        assertThat(context.getRoutes()).singleElement().satisfies(route -> assertThat(route.getId())
                .isEqualTo("greet-morning"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    setBody:                 | setBodi:                 | the schema says
                    uri: direct              | uri: dirrect             | there is no component dirrect
                    name: morning            | nam: morning             | nam
                    {{veaiops.greeting}}     | {{veaiops.greting}}      | there is no setting veaiops.greting
                    ConfigurationId: plain   | ConfigurationId: plane   | there is no routeConfiguration plane
                    expression: "{{          | expression: "${body {{   | 40: simple: ${body {{veaiops.greeting}}
                    # Two greetings.         | [                        | not YAML
                    """)
    void a_file_with_a_mistake_is_refused_with_its_place_and_the_version_before_it_runs(
            String right, String wrong, String problem) throws IOException {
        assertThat(save(FILE.replace(right, wrong))).isFalse();

        assertThat(live.rows()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.PREVIOUS_VERSION_WORKS);
            assertThat(row.problems())
                    .anySatisfy(
                            told -> assertThat(told).startsWith(file.toString()).contains(problem));
        });
        assertThat(say("morning")).isEqualTo("good morning");
        assertThat(say("night")).isEqualTo("good night");
        assertThat(context.getRoutes()).hasSize(2);
    }

    @Test
    void a_route_that_only_fails_when_it_starts_gives_way_to_the_one_before_it() throws IOException {
        String taken = FILE.replace("name: morning", "name: night");

        assertThat(save(taken)).isFalse();

        assertThat(live.rows().get(0).problems().get(0))
                .contains(":12: greet-morning: ", "Multiple consumers for the same endpoint");
        assertThat(say("morning")).isEqualTo("good morning");
        assertThat(say("night")).isEqualTo("good night");
    }

    @Test
    void an_id_of_another_file_is_refused_unless_that_file_was_renamed() throws IOException {
        Path other = file.resolveSibling("greet-others.camel.yaml");
        Files.writeString(other, FILE.substring(FILE.indexOf("# Says good morning")));

        assertThat(live.take(root, other)).isFalse();
        assertThat(live.rows().get(0).problems()).anySatisfy(told -> assertThat(told)
                .contains("route id greet-morning is taken by the route file greet-people.camel.yaml (" + file));
        Files.delete(file);
        assertThat(live.take(root, other)).isTrue();
        assertThat(say("morning")).isEqualTo("good morning");
    }

    @Test
    void a_route_may_become_an_instance_of_a_template() throws IOException {
        String plain = FILE.substring(0, FILE.indexOf("# Says good morning"));

        assertThat(save(plain + GREETING)).as(live.rows().toString()).isTrue();

        assertThat(say("morning")).isEqualTo("hello");
    }

    @Test
    void two_files_may_each_declare_beans() throws IOException {
        String beans = "\n# A word.\n- beans:\n    - name: %s\n      type: java.lang.Object\n";
        assertThat(save(FILE + beans.formatted("word"))).isTrue();

        Path other = file.resolveSibling("hello-people.camel.yaml");
        Files.writeString(other, "# Another word.\n" + beans.formatted("other"));

        assertThat(live.take(root, other)).as(live.rows().toString()).isTrue();
        assertThat(context.getRegistry().lookupByName("word")).isNotNull();
        assertThat(context.getRegistry().lookupByName("other")).isNotNull();
    }

    @Test
    void what_routes_are_made_of_waits_for_a_restart_by_name() throws IOException {
        assertThat(save(FILE.replace("As they are", "Otherwise"))).isTrue();

        assertThat(live.rows().get(0).state()).isEqualTo(State.NEEDS_RESTART);
        assertThat(live.rows().get(0).problems()).containsExactly("the routeConfiguration plain needs a restart");
    }

    @Test
    void a_changed_setting_restarts_the_routes_that_name_it() {
        saved.become(Map.of("veaiops.greeting", "sleep well"));

        assertThat(live.restart(List.of("veaiops.greeting"))).containsExactly("greet-night");

        assertThat(say("night")).isEqualTo("sleep well");
        assertThat(say("morning")).isEqualTo("good morning");
    }
}
