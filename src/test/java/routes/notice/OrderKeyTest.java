package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKeyTest {
    private static final String SECRET = "s3cret";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host:8443/services/s3cret",
                "https://host:8443/?key=s3cret",
                "https://s3cret:s3cret@host:8443/a",
                "https://host:8443#s3cret",
                "https://host:8443/not a url s3cret^",
            })
    void of_a_url_it_holds_the_host_and_no_secret(String address) {
        String key = OrderKey.of("Webhook", address);

        assertThat(key).startsWith("Webhook https://host:8443/~").doesNotContain(SECRET);
        assertThat(HostOf.target(key)).isEqualTo("host:8443");
    }

    @Test
    void every_target_has_its_own() {
        assertThat(OrderKey.of("Webhook", "https://host/a?key=1"))
                .isEqualTo(OrderKey.of("Webhook", "https://host/a?key=1"))
                .isNotEqualTo(OrderKey.of("Webhook", "https://host/a?key=2"))
                .isNotEqualTo(OrderKey.of("Slack", "https://host/a?key=1"));
    }

    @Test
    void a_chat_is_named_by_its_id() {
        assertThat(OrderKey.of("Lark", "oc_1")).isEqualTo("Lark oc_1");
    }

    @Test
    void it_begins_with_the_fingerprint_that_people_see() {
        String address = "https://host/services/s3cret-1234";

        assertThat(OrderKey.of("Webhook", address)).contains("/~" + ShownTarget.print(address));
        assertThat(ShownTarget.of(address)).endsWith("~" + ShownTarget.print(address));
    }

    @Test
    void a_record_of_before_means_the_same_target() {
        String address = "https://host/services/s3cret-1234";

        assertThat(OrderKey.read("Webhook " + address)).isEqualTo(OrderKey.of("Webhook", address));
        assertThat(OrderKey.read(OrderKey.of("Webhook", address))).isEqualTo(OrderKey.of("Webhook", address));
        assertThat(OrderKey.read("Lark oc_1")).isEqualTo("Lark oc_1");
        assertThat(OrderKey.read("")).isEmpty();
    }
}
