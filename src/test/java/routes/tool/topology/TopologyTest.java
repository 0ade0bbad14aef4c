package routes.tool.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.VeaiopsException;
import routes.extension.lint.BeanDirectory;
import routes.extension.lint.DeclaredSettings;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteProject;

/** The map of a shop whose routes have one of everything. */
class TopologyTest {
    private static final String SHARED =
            """
            - routeConfiguration:
                id: one-way
                description: Gives up where people see it
                onException:
                  - onException:
                      exception: [java.io.IOException]
                      steps:
                        - to: { id: to-kafka-dead, uri: kafka, parameters: { topic: "{{orders.dead}}" } }
            - routeTemplate:
                id: entrance
                description: One path at which shops post orders
                parameters:
                  - { name: path, description: Path }
                  - { name: clerk, description: Bean that reads the order }
                route:
                  description: Takes orders at {{path}}
                  from:
                    uri: platform-http
                    parameters: { path: "{{path}}", httpMethodRestrict: POST }
                    steps:
                      - bean: { ref: "{{clerk}}", method: "read(${body})" }
                      - to: { uri: direct, parameters: { name: orders-append } }
            - templatedRoute:
                routeTemplateRef: entrance
                routeId: orders-web-receive
                parameters: [{ name: path, value: /web }, { name: clerk, value: webClerk }]
            - templatedRoute:
                routeTemplateRef: entrance
                routeId: orders-mail-receive
                parameters: [{ name: path, value: /mail }, { name: clerk, value: mailClerk }]
            """;
    private static final String ORDERS =
            """
            - route:
                id: orders-append
                description: Appends orders to the log
                from:
                  uri: direct
                  parameters: { name: orders-append }
                  steps:
                    - to: { id: to-kafka-orders, uri: kafka, parameters: { topic: "{{orders.topic}}" } }
            - route:
                id: orders-keep
                description: Keeps each order once
                routeConfigurationId: one-way
                from:
                  uri: kafka
                  parameters: { topic: "{{orders.topic}}", groupId: keep }
                  steps:
                    - split:
                        expression: { simple: { expression: "${body}" } }
                        steps:
                          - idempotentConsumer:
                              idempotentRepository: seenOrders
                              expression: { simple: { expression: "${header.order}" } }
                              steps:
                                - bean: { id: keep, ref: ledger, method: keep }
                                - throttle:
                                    expression: { constant: { expression: "5" } }
                                - circuitBreaker:
                                    steps:
                                      - to: { id: to-http-bank, uri: http, parameters: { httpUri: "bank.example/pay" } }
                                    onFallback:
                                      steps:
                                        - bean: { id: to-mongodb-unpaid, ref: unpaid, method: keep }
                    - wireTap: { id: copy, uri: seda, parameters: { name: audit } }
                    - toD: { id: ship, uri: direct, parameters: { name: "${header.shipper}" } }
            - route:
                id: orders-audit
                description: Writes down what passed
                from:
                  uri: seda
                  parameters: { name: audit }
                  steps:
                    - log: { message: passed }
            - route:
                id: orders-ship
                description: Hands an order to the post. Called by orders-keep.
                from:
                  uri: direct
                  parameters: { name: post }
                  steps:
                    - process: { id: pack, ref: packing }
            - route:
                id: orders-return
                description: Takes an order back. Called by ReturnDesk and returnApi.
                from:
                  uri: direct
                  parameters: { name: return }
                  steps: []
            - route:
                id: stock-count
                description: Counts the stock
                precondition: "{{stock.count}}"
                from:
                  uri: quartz
                  parameters: { groupName: shop, triggerName: stock-count, cron: "0 0 3 * * ?" }
                  steps:
                    - choice:
                        when:
                          - expression: { ref: { expression: isOpen } }
                            steps:
                              - stop: {}
                        otherwise:
                          steps:
                            - bean: { id: count, ref: stock, method: count }
            """;

    private static final String TEXT =
            """
            ORDERS

              orders-append: Appends orders to the log
                from  direct:orders-append  <- orders-web-receive, orders-mail-receive
                to    kafka:orders          -> orders-keep

              orders-keep: Keeps each order once
                from                  kafka:orders              group keep; <- orders-append
                split                 ${body}
                  idempotentConsumer  seenOrders                ${header.order}
                    bean              ledger.keep               Integer; [ledger, orders]
                    throttle          5
                    circuitBreaker
                      to              http:bank.example/pay
                      onFallback
                        bean          unpaid.keep               [mongodb unpaid]
                wireTap               seda:audit                -> orders-audit
                toD                   direct:${header.shipper}

              orders-audit: Writes down what passed
                from  seda:audit  <- orders-keep
                log   passed

              orders-ship: Hands an order to the post. Called by orders-keep.
                from     direct:post  <- orders-keep; called by orders-keep
                process  packing

              orders-return: Takes an order back. Called by ReturnDesk and returnApi.
                from  direct:return  called by ReturnDesk, returnApi

              made of the template entrance:
                orders-web-receive   POST /web   clerk=webClerk; -> orders-append
                orders-mail-receive  POST /mail  clerk=mailClerk; -> orders-append

            STOCK

              stock-count: Counts the stock
                from         quartz:shop/stock-count  cron 0 0 3 * * ?
                only if      stock.count = true
                choice
                  when       isOpen
                    stop
                  otherwise
                    bean     stock.count

            TEMPLATES

              entrance: One path at which shops post orders
                bean  <clerk>.read
                to    direct:orders-append  -> orders-append

            AFTER A FAILURE

              one-way: Gives up where people see it
                onException  IOException
                  to         kafka:orders.dead
            """;
    private static final String CHART =
            """
            flowchart LR
              n1[/"/web"/]
              n2["orders-web-receive"]
              n3["orders-append"]
              n4(["orders"])
              n5["orders-keep"]
              n6[("ledger<br/>mongodb unpaid<br/>orders")]
              n7[\\"bank.example/pay"\\]
              n8["orders-audit"]
              n9(["orders.dead"])
              n10["orders-ship"]
              n1 --> n2
              n2 --> n3
              n3 --> n4
              n4 --> n5
              n5 --- n6
              n5 --> n7
              n5 --> n8
              n5 -. after failure .-> n9
              n5 --> n10
            """;

    private final Topology shop = shop(ORDERS);

    @Test
    void the_text_shows_flows_steps_and_what_comes_next() {
        assertThat(String.join("\n", TextMap.lines(shop))).isEqualTo(TEXT.strip());
    }

    @Test
    void the_chart_shows_the_flow_of_an_order() {
        assertThat(String.join("\n", FlowChart.lines(shop.from("orders-web-receive"))))
                .isEqualTo(CHART.strip());
    }

    @Test
    void a_route_is_followed_through_topics_and_calls() {
        assertThat(shop.from("orders-web-receive").routes())
                .extracting(MappedRoute::id)
                .containsExactly("orders-web-receive", "orders-append", "orders-keep", "orders-audit", "orders-ship");
        assertThat(shop.from("stock-count").routes())
                .extracting(MappedRoute::id)
                .containsExactly("stock-count");
    }

    @Test
    void a_name_that_a_message_completes_leads_to_the_routes_whose_names_begin_so() {
        Topology completed = shop(ORDERS.replace("\"${header.shipper}\"", "\"post-${header.country}\"")
                .replace("{ name: post }", "{ name: post-abroad }")
                .replace("Called by orders-keep.", ""));

        assertThat(completed.faults()).isEmpty();
        assertThat(completed.edges())
                .contains(new Edge(
                        "route:orders-keep", Edge.Kind.SENDS, "route:orders-ship", "direct:post-${header.country}"));
    }

    @ParameterizedTest
    @CsvSource({"stock, 1", "orders, 7", "orders-mail, 1", "orders-keep, 1"})
    void a_flow_is_what_the_ids_begin_with(String name, int routes) {
        assertThat(shop.flow(name).routes()).hasSize(routes);
    }

    @Test
    void what_is_not_there_is_refused_with_what_is() {
        assertThatThrownBy(() -> shop.flow("order"))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("there is no flow order; there are orders, stock");
        assertThatThrownBy(() -> shop.from("orders-kep"))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("there is no route orders-kep; those of the flow orders are", "orders-keep");
        assertThatThrownBy(() -> shop.from("x")).hasMessageContaining("the flows are orders, stock");
    }

    @Test
    void a_route_that_nothing_calls_and_a_step_that_leads_nowhere_are_faults() {
        assertThat(shop.faults()).isEmpty();
        assertThat(shop(ORDERS.replace("Called by ReturnDesk and returnApi.", ""))
                        .faults())
                .singleElement()
                .asString()
                .contains("orders.camel.yaml", "orders-return", "direct:return", "Called by <bean or class>.");
        assertThat(shop(ORDERS.replace("name: audit } }", "name: audits } }")).faults())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("orders-keep sends to seda:audits, where no route waits"))
                .anyMatch(fault -> fault.contains("orders-audit waits at seda:audit, which no route calls"));
    }

    private static Topology shop(String orders) {
        try {
            Map<String, Class<?>> beans = Map.of("webClerk", String.class, "ledger", Integer.class);
            RouteProject project = new RouteProject(
                    List.of(
                            RouteFile.parse("_shared.camel.yaml", SHARED),
                            RouteFile.parse("orders.camel.yaml", orders)),
                    DeclaredSettings.of(
                            Map.of("orders.topic", "orders", "orders.dead", "orders.dead", "stock.count", "true")),
                    BeanDirectory.scan("routes.tool.topology").with(name -> Optional.ofNullable(beans.get(name))));
            return new TopologyReader(project, bean -> bean.equals("ledger") ? Set.of("ledger", "orders") : Set.of())
                    .read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
