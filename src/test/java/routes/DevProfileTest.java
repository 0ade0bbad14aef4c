package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.camel.spi.BacklogTracer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import routes.common.outgoing.EgressWiring;
import routes.wiring.HttpWiring;

/** The settings of a run at a desk. */
@Tag("slow")
class DevProfileTest {
    /** Of this machine, like 127.0.0.1, but another address: who listens on 127.0.0.1 alone does not answer there. */
    private static final String OTHER_ADDRESS = "127.0.0.2";

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_management_server_listens_on_the_loopback_address_alone_until_a_setting_opens_it() throws Exception {
        assertThat(managementAnswersAt(OTHER_ADDRESS, "dev", Map.of())).isFalse();
        assertThat(managementAnswersAt("127.0.0.1", "dev", Map.of())).isTrue();
        assertThat(managementAnswersAt(OTHER_ADDRESS, "dev", Map.of("veaiops.management.host", "0.0.0.0")))
                .isTrue();
        assertThat(managementAnswersAt(OTHER_ADDRESS, "prod", Map.of())).isTrue();
    }

    @Test
    void no_tracer_copies_the_bodies_of_messages() {
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "camel.main.routes-include-pattern", "classpath:routes/_errors.camel.yaml"));
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

    private static boolean managementAnswersAt(String address, String profile, Map<String, String> settings)
            throws Exception {
        int port = StartCheck.anyFreePort();
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "veaiops.management.port", String.valueOf(port),
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "camel.main.routes-include-pattern", "classpath:routes/_errors.camel.yaml"));
        overrides.putAll(settings);
        Main main = new Main();
        main.setOverrideProperties(overrides);
        main.configure().addConfiguration(new EgressWiring());
        main.configure().addConfiguration(new HttpWiring());
        main.configure().setProfile(profile);
        main.start();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (ConnectException refused) {
            return false;
        } finally {
            main.stop();
        }
    }
}
