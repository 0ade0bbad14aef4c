package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.fakes.NameServer;
import routes.fakes.Sink;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** Spec delivery A.6 #11: whatever a URL looks like, this machine is not connected to. */
@Tag("slow")
class ForbiddenTargetsTest {
    private static final Sink SINK = Sink.open();
    private static final NameServer NAMES = new NameServer()
            .answer("rebound.example", "127.0.0.1")
            .answer("localtest.example", "127.0.0.1", "::1", "10.0.0.1")
            .answer("metadata.example", "169.254.169.254")
            .answer("nat64.example", "64:ff9b::7f00:1")
            .answer("mapped.example", "::ffff:127.0.0.1")
            .answer("public.example", "127.0.0.1");

    private static WebhookRoute route;

    @BeforeAll
    static void start() throws Exception {
        route = WebhookRoute.start(NAMES, Map.of());
    }

    @AfterAll
    static void stop() {
        route.close();
        SINK.close();
    }

    @AfterEach
    void nothing_connected() {
        assertThat(SINK.dialled()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.1.2.3",
                "127.255.255.254",
                "2130706433",
                "0x7f000001",
                "0X7F000001",
                "017700000001",
                "3232235521",
                "2852039166",
                "127",
                "0",
                "0.0.0.0",
                "0.1.2.3",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "sub.localhost",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.96.0.96",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.88.99.3",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:10.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::a00:1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[fc00::1]",
                "[fd00::1]",
                "[fd00:ec2::254]",
                "[fd20:ce::254]",
                "[fe80::1]",
                "[fe80::1%251]",
                "[fe80::1%1]",
                "[::1%1]",
                "[fec0::1]",
                "[ff02::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[5f00::1]",
            })
    void a_forbidden_address_is_refused_for_good(String host) {
        SendResult result = route.send(url(host));

        assertThat(result).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(FailureReason.FORBIDDEN_TARGET);
            assertThat(refused.said().text()).startsWith("the target ").doesNotContain("pass", "s3cret");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user:pass@127.0.0.1",
                "public.example@127.0.0.1",
                "public.example:80@127.0.0.1",
                "public.example%40@127.0.0.1",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "0x7f.1",
                "127.0.0.1.",
                "127.0.0.01",
                "00000127.0.0.1",
                "127.0.0.1%00",
                "127.0.0.1%2f",
                "%31%32%37.0.0.1",
                "１２７.0.0.1",
                "①②⑦.⓪.⓪.①",
                "127。0。0。1",
                "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
                "[::ffff:0x7f.0.0.1]",
                "[::1",
                "::1",
                "127.0.0.1\\@public.example",
                "public.example\\@127.0.0.1",
                "127.0.0.1#@unknown.example",
                "127.0.0.1 .unknown.example",
                "",
                "-",
                "xn--unknown.example",
            })
    void no_trick_of_writing_leads_here(String host) {
        assertThat(route.send(url(host))).isNotInstanceOf(SendResult.Sent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example", "localtest.example", "metadata.example", "nat64.example", "mapped.example"})
    void a_name_that_leads_to_forbidden_addresses_is_tried_again_since_names_can_be_mended(String host) {
        SendResult result = route.send(url(host));

        assertThat(result).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.reason()).isEqualTo(FailureReason.FORBIDDEN_TARGET);
            assertThat(later.said().text()).contains("veaiops.egress.").doesNotContain("s3cret");
        });
    }

    @Test
    void the_machines_proxy_settings_do_not_lead_around_the_guard() throws Exception {
        Map<String, String> proxy = Map.of(
                "http.proxyHost", "127.0.0.1", "http.proxyPort", String.valueOf(SINK.port()), "http.nonProxyHosts", "");
        proxy.forEach(System::setProperty);
        try (WebhookRoute other = WebhookRoute.start(NAMES, Map.of())) {
            assertThat(other.send("http://public.example/")).isInstanceOf(SendResult.TryLater.class);
            assertThat(other.send("http://10.0.0.1/")).isInstanceOf(SendResult.Refused.class);
        } finally {
            proxy.keySet().forEach(System::clearProperty);
        }
    }

    private static String url(String host) {
        return "http://" + host + ":" + SINK.port() + "/hook?token=s3cret";
    }
}
