package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    private static final EgressGuard STRICT = EgressGuard.of(false, "");
    private static final EgressGuard PRIVATE = EgressGuard.of(true, "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1",
                "2a00::1",
                "2003::1",
                "::ffff:1.1.1.1"
            })
    void what_lies_beside_a_closed_network_is_open(String address) throws Exception {
        assertThat(STRICT.objectionTo(InetAddress.getByName(address))).isEmpty();
        assertThat(STRICT.objectionToHost(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, private network",
        "127.0.0.1, loopback",
        "100.64.0.1, carrier-grade NAT",
        "198.18.0.1, benchmark network",
        "fd12::1, unique local network",
        "::1, loopback"
    })
    void private_networks_are_opened_by_the_switch_that_the_objection_names(String address, String meaning)
            throws Exception {
        assertThat(STRICT.objectionTo(InetAddress.getByName(address)).orElseThrow())
                .contains(meaning, "veaiops.egress.allow-private-targets=true");
        assertThat(PRIVATE.objectionTo(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "169.254.169.254",
                "100.100.100.200",
                "224.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "::7f00:1"
            })
    void link_local_metadata_and_transition_addresses_stay_closed_with_the_switch_on(String address) throws Exception {
        assertThat(PRIVATE.objectionTo(InetAddress.getByName(address)).orElseThrow())
                .startsWith("leads to a forbidden address: ")
                .doesNotContain("allow-private-targets");
    }

    @Test
    void a_mapped_address_is_judged_as_the_one_that_it_maps() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(InetAddress.getByName("169.254.169.254").getAddress(), 0, mapped, 12, 4);

        assertThat(STRICT.objectionTo(Inet6Address.getByAddress(null, mapped, -1))
                        .orElseThrow())
                .contains("169.254.0.0/16");
    }

    @Test
    void an_address_with_a_zone_is_judged_without_it() throws Exception {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();

        assertThat(PRIVATE.objectionTo(Inet6Address.getByAddress(null, linkLocal, 3)))
                .isPresent();
    }

    @Test
    void an_allowed_network_opens_itself_only() throws Exception {
        EgressGuard guard = EgressGuard.of(false, " 10.20.0.0/16, fd12:3456::/32 ");

        assertThat(guard.objectionToHost("10.20.255.255")).isEmpty();
        assertThat(guard.objectionToHost("10.21.0.0")).isPresent();
        assertThat(guard.objectionToHost("[fd12:3456::1]")).isEmpty();
        assertThat(guard.objectionToHost("[fd12:3457::1]")).isPresent();
    }

    @Test
    void cloud_metadata_inside_an_allowed_network_has_to_be_named() {
        assertThat(EgressGuard.of(true, "100.64.0.0/10").objectionToHost("100.100.100.200"))
                .isPresent();
        assertThat(EgressGuard.of(true, "100.100.100.200").objectionToHost("100.100.100.200"))
                .isEmpty();
    }

    @Test
    void an_allowed_translation_prefix_does_not_open_what_it_carries() {
        EgressGuard guard = EgressGuard.of(false, "64:ff9b::/96,2002::/16");

        assertThat(guard.objectionToHost("64:ff9b::808:808")).isEmpty();
        assertThat(guard.objectionToHost("2002:808:808::1")).isEmpty();
        assertThat(guard.objectionToHost("64:ff9b::a9fe:a9fe").orElseThrow()).contains("169.254.0.0/16");
        assertThat(guard.objectionToHost("2002:a00:1::1").orElseThrow()).contains("10.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/7", "10.0.0.0/", "10/8", "localhost", "fc00::/6", "::/129"
            })
    void a_network_that_cannot_be_meant_is_refused_at_the_start(String text) {
        assertThatThrownBy(() -> EgressGuard.of(false, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("veaiops.egress.allowed-networks: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hook.example", "hook.example.", "a1.b2.c3d", "1password.com", "xn--bcher-kva.example", "x"})
    void names_are_left_to_the_name_server(String host) {
        assertThat(STRICT.objectionToHost(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "0177.0.0.1",
                "0x7f.1",
                "0x7f000001",
                "8.8.8.8.",
                "8.8.8.010",
                "8.8.2056",
                "a.0x",
                "[::1%eth0]"
            })
    void addresses_that_resolvers_read_differently_are_refused_even_with_the_switch_on(String host) {
        assertThat(PRIVATE.objectionToHost(host).orElseThrow()).startsWith("is no plain address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"１２７.0.0.1", "ⓛocalhost", "bücher.example", "a b"})
    void a_host_has_to_be_plain(String host) {
        assertThat(STRICT.objectionToHost(host).orElseThrow()).startsWith("is no plain host name");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hook.example/x?token=s3cret, ''",
        "http://[::1]:9/x, loopback",
        "http://hook.example@10.0.0.1/, private network",
        "mailto:ops@example.org, is no http or https URL",
        "'http://a b/', is no http or https URL"
    })
    void a_url_is_judged_by_its_host(String url, String objection) {
        assertThat(STRICT.objectionToUrl(url).orElse("")).contains(objection).doesNotContain("s3cret");
    }
}
