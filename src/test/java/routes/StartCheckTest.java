package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.wiring.Setting;

class StartCheckTest {
    private final Map<String, String> settings = new HashMap<>();
    private final StartCheck check = new StartCheck(
            Stream.of("volcengine", "aliyun", "zabbix")
                    .map(source -> new Setting("", "veaiops.alarms." + source + ".enabled", "true", ""))
                    .toList(),
            name -> Optional.ofNullable(settings.get(name)));

    @Test
    void everything_that_is_missing_is_named_at_once() {
        settings.put("veaiops.kafka.brokers", "  ");

        assertThat(check.missing())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "VEAIOPS_MONGODB_URI",
                        "VEAIOPS_KAFKA_BROKERS",
                        "VEAIOPS_ENCRYPTION_KEYS",
                        "VEAIOPS_ADMIN_TOKEN",
                        "VEAIOPS_ALARMS_TOKEN_VOLCENGINE",
                        "VEAIOPS_ALARMS_TOKEN_ALIYUN",
                        "VEAIOPS_ALARMS_TOKEN_ZABBIX");
    }

    @Test
    void a_source_needs_a_token_unless_it_is_off() {
        settings.put("veaiops.mongodb.uri", "mongodb://x");
        settings.put("veaiops.kafka.brokers", "x:9092");
        settings.put("veaiops.encryption.keys", "k");
        settings.put("veaiops.admin.token", "t");
        settings.put("veaiops.alarms.token.zabbix", "t");
        settings.put("veaiops.alarms.aliyun.enabled", "false");

        assertThat(check.missing())
                .singleElement()
                .asString()
                .contains("VEAIOPS_ALARMS_TOKEN_VOLCENGINE", "VEAIOPS_ALARMS_VOLCENGINE_ENABLED=false");

        settings.put("veaiops.alarms.token.volcengine", "t");
        assertThat(check.missing()).isEmpty();
    }

    @Test
    void sources_need_no_token_while_a_network_is_open() {
        settings.put("veaiops.alarms.open-networks", "10.0.0.0/8");

        assertThat(check.missing()).noneMatch(problem -> problem.startsWith("VEAIOPS_ALARMS_TOKEN"));

        settings.put("veaiops.alarms.open-networks", " ");
        assertThat(check.missing()).anyMatch(problem -> problem.startsWith("VEAIOPS_ALARMS_TOKEN_ZABBIX"));
    }

    @Test
    void a_token_that_can_be_guessed_is_named_with_its_setting_also_that_of_a_mapped_source() {
        settings.put("veaiops.admin.token", "a");
        settings.put("veaiops.alarms.token.zabbix", "0123456789abcdef");
        settings.put("veaiops.alarms.token.alert-manager", "0123456789abcdef, 0123456789abcde");
        settings.put("veaiops.alarms.secret.grafana", "short");
        settings.put("veaiops.alarms.token.aliyun", "");

        assertThat(check.weakTokens(settings.keySet()))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly("VEAIOPS_ADMIN_TOKEN", "VEAIOPS_ALARMS_TOKEN_ALERT_MANAGER");
        assertThat(check.weakTokens(settings.keySet())).allMatch(problem -> problem.contains("16 characters"));
    }

    @Test
    void a_taken_port_is_named_with_its_property() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("veaiops.http.host", "127.0.0.1");
            settings.put("veaiops.http.port", String.valueOf(taken.getLocalPort()));
            settings.put("veaiops.management.port", String.valueOf(StartCheck.anyFreePort()));

            assertThat(check.unusablePorts())
                    .singleElement()
                    .asString()
                    .contains(
                            "port " + taken.getLocalPort() + " of 127.0.0.1",
                            "Address already in use",
                            "-Dveaiops.http.port=",
                            "VEAIOPS_HTTP_PORT");
        }
    }

    @Test
    void one_port_for_two_servers_and_what_is_no_port_are_refused() {
        String port = String.valueOf(StartCheck.anyFreePort());
        settings.put("veaiops.http.port", port);
        settings.put("veaiops.management.port", port);

        assertThat(check.unusablePorts())
                .containsExactly(
                        "veaiops.http.port and veaiops.management.port are both " + port + ": choose two ports");

        settings.put("veaiops.http.port", "70000");
        settings.put("veaiops.management.port", "http");
        assertThat(check.unusablePorts())
                .containsExactly(
                        "veaiops.http.port must be a number from 0 to 65535",
                        "veaiops.management.port must be a number from 0 to 65535");

        settings.put("veaiops.http.port", "0");
        settings.put("veaiops.management.port", "0");
        assertThat(check.unusablePorts()).isEmpty();
    }
}
