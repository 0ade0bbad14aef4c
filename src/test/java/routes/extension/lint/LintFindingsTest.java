package routes.extension.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule finds the mistake that it is there for, and says where it is. */
class LintFindingsTest {
    private static final String FILE = "orders-intake.camel.yaml";
    private static final String SETTINGS =
            "orders.topic = orders\norders.enabled = true\norders.retries = 3\n#orders.key =\n";
    private static final String GOOD =
            """
            # Takes orders and keeps them.

            # What goes wrong is told to the caller.
            - routeConfiguration:
                id: http-api
                description: Answers failures
                onException:
                  - onException:
                      exception:
                        - java.lang.Exception
                      redeliveryPolicy:
                        maximumRedeliveries: "{{orders.retries}}"

            - routeTemplate:
                id: door
                parameters:
                  - name: path
                    description: Path of the door
                  - name: clerk
                    description: Bean that takes the order
                  - name: types
                    description: Content types
                    required: false
                route:
                  description: Takes orders at {{path}}
                  routeConfigurationId: http-api
                  from:
                    uri: platform-http
                    parameters:
                      path: "{{path}}"
                      consumes: "{{?types}}"
                    steps:
                      - bean:
                          ref: "{{clerk}}"
                          method: take

            - beans:
                - name: teller
                  type: java.lang.Object
                  properties:
                    clerk: "#bean:desk"

            - templatedRoute:
                routeTemplateRef: door
                routeId: orders-shop-receive
                parameters:
                  - { name: path, value: /orders }
                  - { name: clerk, value: desk }

            # Takes orders by post.
            - route:
                id: orders-post-receive
                description: Takes orders by post
                routeConfigurationId: http-api
                precondition: "{{orders.enabled}}"
                from:
                  uri: platform-http
                  parameters:
                    path: /post/{{orders.key}}
                  steps:
                    - setHeader:
                        name: taken
                        expression:
                          simple:
                            expression: ${date:now}
                    - bean:
                        ref: desk
                        method: take
                    - to:
                        id: to-kafka-orders
                        uri: kafka
                        parameters:
                          topic: "{{orders.topic}}"
                          lingerMs: 5
            """;

    @Test
    void nothing_is_found_in_a_good_file() throws IOException {
        assertThat(lint(FILE, GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    description: Answers failures     | descripton: Answers failures        | descripton
                    name: taken                       | nome: taken                         | nome
                    orders.retries                    | orders.topic                        | number expected
                    lingerMs: 5                       | lingerMillis: 5                     | there is no option lingerMillis
                    lingerMs: 5                       | lingerMs: soon                      | the option lingerMs cannot be soon
                    uri: kafka                        | uri: kafkaesque                     | there is no component kafkaesque
                    expression: ${date:now}           | expression: "${date:now"            | simple: ${date:now
                    expression: ${date:now}           | expression: ${nofunction:x}         | Unknown function
                    {{orders.topic}}                  | {{orders.toppic}}                   | there is no setting orders.toppic
                    /post/{{orders.key}}              | /post/{{orders.kee}}                | there is no setting orders.kee
                    ref: desk                         | ref: disk                           | there is no bean disk
                    clerk, value: desk                | clerk, value: disk                  | there is no bean disk
                    "#bean:desk"                      | "#bean:disk"                        | there is no bean disk
                    method: take                      | method: tak                         | has no method tak
                    id: to-kafka-orders               | id: send-it                         | to-<system>-<what>
                    uri: kafka                        | uri: kafka:orders                   | uri is the name of the component
                    id: orders-post-receive           | id: receive_orders                  | <flow>-<verb>
                    id: orders-post-receive           | id: post-receive                    | begins with the area of its file
                    id: orders-post-receive           | id: orders-shop-receive             | the id is used twice
                    description: Takes orders by post | note: Takes orders by post          | a description says
                    routeTemplateRef: door            | routeTemplateRef: gate              | there is no routeTemplate gate
                    - { name: path, value: /orders }  | - { name: pad, value: /orders }     | the template needs the parameter path
                    - { name: path, value: /orders }  | - { name: pad, value: /orders }     | the template has no parameter pad
                    description: Path of the door     | required: true                      | the parameter path has no description
                    id: http-api                      | id: http                            | there is no routeConfiguration http-api
                    """)
    void a_mistake_is_found_with_its_file(String right, String wrong, String message) throws IOException {
        List<LintFinding> found = lint(FILE, GOOD.replace(right, wrong));

        assertThat(found).extracting(LintFinding::file).containsOnly(FILE);
        assertThat(found).extracting(LintFinding::message).anyMatch(text -> text.contains(message));
    }

    @Test
    void a_route_without_error_handling_or_comment_is_found() throws IOException {
        String careless =
                GOOD.replaceAll("(?m)^ +routeConfigurationId: http-api\n", "").replace("# Takes orders by post.\n", "");

        assertThat(lint(FILE, careless))
                .extracting(LintFinding::message)
                .contains(
                        "routeConfigurationId names how the route fails",
                        "a comment line right above says the role of the route");
    }

    @Test
    void a_route_over_http_that_does_not_answer_failures_is_found() throws IOException {
        String silent = GOOD.replace("id: http-api", "id: base").replace("Id: http-api", "Id: base");

        assertThat(lint(FILE, silent))
                .extracting(LintFinding::message)
                .contains("a route over HTTP answers failures: it names the configuration http-api");
    }

    @Test
    void the_compact_form_is_found() throws IOException {
        String compact =
                """
                # Short and refused.
                - from:
                    uri: timer:tick?period=5
                    steps:
                      - setBody:
                          simple: now
                      - filter:
                          expression:
                            simple: ${body}
                      - to: log:x
                      - toD:
                          id: to-http-any
                          uri: ${header.where}
                """;

        assertThat(lint(FILE, compact))
                .extracting(LintFinding::message)
                .anyMatch(text -> text.startsWith("on top stands one of route"))
                .anyMatch(text -> text.startsWith("the expression is wrapped"))
                .anyMatch(text -> text.startsWith("the language is a map: simple"))
                .anyMatch(text -> text.startsWith("a step is a map, such as to"))
                .anyMatch(text -> text.startsWith("the target of toD comes from the message"));
    }

    @Test
    void a_badly_named_or_endless_file_is_found() throws IOException {
        assertThat(lint("Orders.yaml", GOOD))
                .extracting(LintFinding::message)
                .anyMatch(text -> text.startsWith("a route file is named <area>-<flow>.camel.yaml"));
        assertThat(lint(FILE, GOOD + "#\n".repeat(150)))
                .extracting(LintFinding::place)
                .containsOnly("length");
    }

    @Test
    void only_a_file_named_by_one_word_gathers_routes_of_several_areas() throws IOException {
        assertThat(lint("night.camel.yaml", GOOD)).isEmpty();
        assertThat(lint("night-watch.camel.yaml", GOOD))
                .extracting(LintFinding::message)
                .contains("the id of a route begins with the area of its file: night");
    }

    private static List<LintFinding> lint(String file, String text) throws IOException {
        return RouteLint.findings(new RouteProject(
                List.of(RouteFile.parse(file, text)),
                DeclaredSettings.parse(SETTINGS),
                new BeanDirectory(Map.of("desk", Desk.class))));
    }

    /** A bean of the good file. */
    public static final class Desk {
        public void take() {}
    }
}
