package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.camel.spi.BacklogTracer;
import org.junit.jupiter.api.Test;

/** The settings of a run at a desk. */
class DevProfileTest {
    @Test
    void no_tracer_copies_the_bodies_of_messages() {
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "camel.main.routes-include-pattern", "classpath:routes/00-error-handling.camel.yaml"));
        Main main = new Main();
        main.setOverrideProperties(overrides);
        main.configure().addConfiguration(new EgressWiring());
        main.configure().setProfile("dev");
        main.start();
        try {
            assertThat(main.getCamelContext().isBacklogTracing()).isFalse();
            assertThat(main.getCamelContext().isBacklogTracingStandby()).isFalse();
            assertThat(Optional.ofNullable(
                            main.getCamelContext().getCamelContextExtension().getContextPlugin(BacklogTracer.class)))
                    .satisfies(found ->
                            assertThat(found.stream()).noneMatch(tracer -> tracer.isEnabled() || tracer.isStandby()));
        } finally {
            main.stop();
        }
    }
}
