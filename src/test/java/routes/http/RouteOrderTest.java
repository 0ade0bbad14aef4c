package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RouteOrderTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RouteOrder order = new RouteOrder();
    /** As the router has them: it takes the first that matches. */
    private final List<String> router = new ArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_fixed_word_comes_before_a_parameter() {
        List<String> sorted =
                List.of("/s/{type}/{id}", "/s/{type}/metrics", "/s/connect/{id}", "/s/{id}/active").stream()
                        .sorted(Comparator.comparing(RouteOrder::rank))
                        .toList();

        assertThat(sorted).startsWith("/s/connect/{id}").endsWith("/s/{type}/{id}");
    }

    @Test
    void while_the_application_starts_paths_with_parameters_wait_for_those_without() throws Exception {
        for (String path : List.of("/s/{type}/{id}", "/s/{type}/metrics", "/s/connect", "/other/{id}")) {
            order.start(context, endpoint(path));
        }
        assertThat(router).containsExactly("/s/connect");

        context.start();

        assertThat(router).startsWith("/s/connect").containsSubsequence("/s/{type}/metrics", "/s/{type}/{id}");
    }

    @Test
    void after_a_route_was_exchanged_its_fixed_path_still_wins_over_those_that_would_hide_it() throws Exception {
        RouteOrder.Endpoint narrow = endpoint("/s/zabbix/metrics");
        for (RouteOrder.Endpoint endpoint :
                List.of(narrow, endpoint("/s/{type}/metrics"), endpoint("/s/{type}/{id}"), endpoint("/t/{id}"))) {
            order.start(context, endpoint);
        }
        context.start();

        order.stop(narrow);
        assertThat(router).doesNotContain("/s/zabbix/metrics").hasSize(3);
        order.start(context, narrow);

        assertThat(router)
                .containsSubsequence("/s/zabbix/metrics", "/s/{type}/metrics", "/s/{type}/{id}")
                .hasSize(4);
        assertThat(router.indexOf("/t/{id}")).as("it hides nothing and stays").isZero();
    }

    @Test
    void a_path_with_parameters_that_was_exchanged_comes_after_all_that_it_would_hide() throws Exception {
        RouteOrder.Endpoint wide = endpoint("/s/{type}/{id}");
        for (RouteOrder.Endpoint endpoint : List.of(wide, endpoint("/s/connect/{id}"), endpoint("/s/zabbix/metrics"))) {
            order.start(context, endpoint);
        }
        context.start();

        order.stop(wide);
        order.start(context, wide);

        assertThat(router).endsWith("/s/{type}/{id}").hasSize(3);
    }

    @Test
    void what_comes_too_late_for_a_door_is_for_the_one_that_took_its_place() throws Exception {
        RouteOrder.Endpoint before = endpoint("/s/zabbix");
        RouteOrder.Endpoint after = endpoint("/s/zabbix");
        order.start(context, before);
        order.start(context, endpoint("/s/other"));
        order.stop(before);
        assertThat(order.successor(before)).isEmpty();

        order.start(context, after);

        assertThat(order.successor(before)).containsSame(after);
        assertThat(order.successor(after)).isEmpty();
    }

    private RouteOrder.Endpoint endpoint(String path) {
        return new RouteOrder.Endpoint() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public String methods() {
                return "POST";
            }

            @Override
            public void take(RoutingContext request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void open() {
                router.add(path);
            }

            @Override
            public void close() {
                router.remove(path);
            }
        };
    }
}
