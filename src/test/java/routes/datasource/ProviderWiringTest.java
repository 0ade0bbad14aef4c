package routes.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.outgoing.EgressWiring;
import routes.datasource.aliyun.AliyunWiring;
import routes.datasource.call.AlarmAddress;
import routes.datasource.prometheus.PrometheusWiring;
import routes.datasource.volcengine.VolcengineWiring;
import routes.datasource.zabbix.ZabbixWiring;
import routes.wiring.ClockWiring;

/** The application's settings make the four types, and the registry is the list of them. */
@Tag("slow")
class ProviderWiringTest {
    @Test
    void every_provider_is_in_the_registry_with_its_own_fields() throws Exception {
        Main main = application();
        try {
            main.start();
            DataSources types =
                    new DataSources(() -> main.getCamelContext().getRegistry().findByType(DataSource.class));

            assertThat(types.names()).containsExactly("Aliyun", "Prometheus", "Volcengine", "Zabbix");
            assertThat(types.all()).allSatisfy(type -> {
                assertThat(type.connectFields()).isNotEmpty();
                assertThat(type.configFields()).extracting(ConfigField::name).contains("metric_name");
                assertThat(type.pickers()).extracting(Picker::name).doesNotHaveDuplicates();
            });
        } finally {
            main.stop();
        }
    }

    private static Main application() {
        Main main = new Main();
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "camel.main.routes-include-pattern", "classpath:routes/_errors.camel.yaml"));
        main.setOverrideProperties(overrides);
        List.of(
                        new ClockWiring(),
                        new EgressWiring(),
                        new ZabbixWiring(),
                        new PrometheusWiring(),
                        new VolcengineWiring(),
                        new AliyunWiring())
                .forEach(main.configure()::addConfiguration);
        main.bind("platformCall", new NoCall());
        main.bind("alarmAddress", new AlarmAddress(name -> Optional.empty()));
        return main;
    }

    private static final class NoCall implements PlatformCall {
        @Override
        public <T> T ask(PlatformQuestion<T> question) {
            throw new AssertionError("nothing is asked at a start");
        }
    }
}
