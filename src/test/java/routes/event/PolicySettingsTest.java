package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.VeaiopsException;

class PolicySettingsTest {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "veaiops.merge.window-seconds", "3600",
            "veaiops.merge.rest-seconds", "120",
            "veaiops.merge.expires-after-seconds", "",
            "veaiops.merge.recover-by", "",
            "veaiops.merge.recovery-opens-event", "false",
            "veaiops.flapping.changes", "5",
            "veaiops.flapping.window-seconds", "1800"));

    @Test
    void a_source_without_settings_of_its_own_has_the_general_ones() {
        assertThat(policy("zabbix"))
                .isEqualTo(new MergePolicy(
                        Duration.ofHours(1),
                        false,
                        Duration.ofMinutes(2),
                        null,
                        List.of(),
                        new FlappingRule(5, Duration.ofMinutes(30))));
    }

    @Test
    void each_setting_of_the_source_goes_before_the_general_one_and_concerns_no_other_source() {
        settings.putAll(Map.of(
                "veaiops.merge.zabbix.window-seconds", " 60 ",
                "veaiops.merge.zabbix.rest-seconds", "1",
                "veaiops.merge.zabbix.expires-after-seconds", "0",
                "veaiops.merge.zabbix.recover-by", "host, ,item",
                "veaiops.merge.zabbix.recovery-opens-event", "true",
                "veaiops.flapping.zabbix.changes", "2",
                "veaiops.flapping.zabbix.window-seconds", "9"));

        assertThat(policy("zabbix"))
                .isEqualTo(new MergePolicy(
                        Duration.ofMinutes(1),
                        true,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        List.of("host", "item"),
                        new FlappingRule(2, Duration.ofSeconds(9))));
        assertThat(policy("aliyun").window()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "veaiops.merge.window-seconds",
                "veaiops.merge.rest-seconds",
                "veaiops.merge.expires-after-seconds",
                "veaiops.flapping.changes",
                "veaiops.flapping.window-seconds"
            })
    void a_value_that_is_no_number_is_refused_with_its_setting(String name) {
        settings.put(name, "soon");

        assertThatThrownBy(() -> policy("zabbix"))
                .isInstanceOf(VeaiopsException.class)
                .hasMessage(name + " must be a number of at most 9 digits, not soon");
    }

    @Test
    void changes_that_cannot_flap_and_a_setting_without_a_value_are_refused() {
        settings.put("veaiops.flapping.zabbix.changes", "1");

        assertThatThrownBy(() -> policy("zabbix")).hasMessageStartingWith("veaiops.flapping.zabbix.changes: ");

        settings.remove("veaiops.merge.window-seconds");

        assertThatThrownBy(() -> policy("aliyun")).hasMessage("veaiops.merge.window-seconds is not set");
    }

    @Test
    void only_settings_that_are_read_count_as_such() {
        assertThat(settings.keySet()).allMatch(PolicySettings::reads);
        assertThat(PolicySettings.reads("veaiops.merge.my-source.rest-seconds")).isTrue();
        assertThat(PolicySettings.reads("veaiops.flapping.my-source.changes")).isTrue();
        assertThat(PolicySettings.reads("veaiops.merge.batch")).isFalse();
        assertThat(PolicySettings.reads("veaiops.merge.a.b.rest-seconds")).isFalse();
    }

    private MergePolicy policy(String source) {
        return PolicySettings.of(source, name -> Optional.ofNullable(settings.get(name)));
    }
}
