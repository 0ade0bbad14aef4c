package routes.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.common.error.RefusedRequest;
import routes.common.security.OpenNetworks;
import routes.common.security.TokenCheck;

class AlarmAccessTest {
    private final AlarmAccess access = new AlarmAccess(
            source -> TokenCheck.of(source.equals("zabbix") ? "right" : ""), OpenNetworks.of("10.0.0.0/8"));

    @Test
    void a_sender_of_an_open_network_needs_no_token_and_one_from_elsewhere_does() {
        assertThatCode(() -> access.require(from("10.0.0.9", ""), "zabbix")).doesNotThrowAnyException();
        assertThatCode(() -> access.require(from("10.0.0.9", ""), "aliyun")).doesNotThrowAnyException();

        assertThatThrownBy(() -> access.require(from("192.0.2.1", ""), "zabbix"))
                .isInstanceOf(RefusedRequest.class);
        assertThatThrownBy(() -> access.require(from("", ""), "zabbix")).isInstanceOf(RefusedRequest.class);
        assertThatCode(() -> access.require(from("192.0.2.1", "right"), "zabbix"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_header_of_the_sender_does_not_say_where_it_is() {
        ApiRequest forwarded = new ApiRequest(
                        "POST",
                        "/",
                        Map.of(),
                        Map.of(),
                        Map.of("x-forwarded-for", "10.0.0.9", "forwarded", "for=10.0.0.9"),
                        new byte[0],
                        "r")
                .from("192.0.2.1");

        assertThatThrownBy(() -> access.require(forwarded, "zabbix")).isInstanceOf(RefusedRequest.class);
    }

    private static ApiRequest from(String address, String token) {
        Map<String, String> headers = token.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + token);
        return new ApiRequest("POST", "/", Map.of(), Map.of(), headers, new byte[0], "r").from(address);
    }
}
