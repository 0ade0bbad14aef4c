package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.DeliveryKeys;

/** The route of the development guide that takes each message once, as the guide shows it. */
@Tag("slow")
class TakeOnceGuideTest {
    private static final Pattern SHOWN = Pattern.compile("(?ms)^```yaml\\n([^`]*?id: tickets-open.*?)^```$");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> tickets = new ArrayList<>();
    private final AtomicInteger outages = new AtomicInteger();
    private final Map<String, Instant> keys = new HashMap<>();

    /** A store that is away now and then. */
    private final class Keys implements DeliveryKeys {
        private void answer() {
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the store is away");
            }
        }

        @Override
        public boolean add(String key, Instant now, Instant expiresAt) {
            return keys.putIfAbsent(key, expiresAt) == null;
        }

        @Override
        public boolean contains(String key, Instant now) {
            answer();
            return keys.containsKey(key);
        }

        @Override
        public boolean remove(String key) {
            return keys.remove(key) != null;
        }

        @Override
        public void clear() {
            keys.clear();
        }
    }

    @BeforeEach
    void theRouteOfTheGuide() throws Exception {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "veaiops.topic.events", "veaiops.events",
                "veaiops.topic.inbound-dead", "veaiops.inbound.dead",
                "veaiops.inbound.retries", "1",
                "veaiops.stage.first-retry-millis", "1",
                "veaiops.stage.longest-retry-millis", "1"));
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getRegistry().bind("deliveries", new Deliveries(new Keys(), Duration.ofHours(1), Clock.systemUTC()));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "_errors.camel.yaml",
                                Files.readString(Path.of("src/main/resources/routes/_errors.camel.yaml"))),
                        ResourceHelper.fromString("tickets-open.camel.yaml", shown()));
        AdviceWith.adviceWith(context, "tickets-open", route -> {
            route.replaceFromWith("direct:changes");
            route.weaveById("open-ticket")
                    .replace()
                    .process(exchange -> tickets.add(exchange.getMessage().getHeader("ce_id", String.class)));
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_change_that_comes_again_opens_no_second_ticket() {
        change("e1-1");
        change("e1-2");
        change("e1-1");

        assertThat(tickets).containsExactly("e1-1", "e1-2");
    }

    @Test
    void without_an_answer_of_the_store_the_change_is_tried_again() {
        change("e1-1");
        outages.set(2);
        change("e1-1");
        outages.set(2);
        change("e1-2");

        assertThat(tickets).containsExactly("e1-1", "e1-2");
    }

    private void change(String id) {
        context.createProducerTemplate().sendBodyAndHeader("direct:changes", "{}", "ce_id", id);
    }

    private static String shown() throws Exception {
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("docs/development.md")));
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }
}
