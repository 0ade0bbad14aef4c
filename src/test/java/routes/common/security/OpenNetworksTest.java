package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenNetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "10.255.255.255, true",
        "11.0.0.1, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "::ffff:10.1.2.3, true",
        "fd00::1, true",
        "fe80::1, false",
        "'', false",
        "example.com, false",
    })
    void an_address_is_in_one_of_the_networks_or_not(String address, boolean contained) {
        OpenNetworks open = OpenNetworks.of("10.0.0.0/8, 192.0.2.7,fd00::/8");

        assertThat(open.contains(address)).isEqualTo(contained);
    }

    @Test
    void without_a_network_every_sender_needs_a_token() {
        assertThat(OpenNetworks.of(" ").isEmpty()).isTrue();
        assertThat(OpenNetworks.of(",").contains("127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1/8", "everybody", "10.0.0.0/33", "::/x"})
    void what_is_no_network_is_refused_by_the_name_of_the_setting(String networks) {
        assertThatThrownBy(() -> OpenNetworks.of(networks)).hasMessageContaining("veaiops.alarms.open-networks");
    }
}
