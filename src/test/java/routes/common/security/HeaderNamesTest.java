package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Camel", "Content-Type", "x-api.key", "Cache-Control", "Scamel"})
    void a_header_of_an_application_can_be_set(String name) {
        assertThat(HeaderNames.problem(name)).isEmpty();
        assertThat(HeaderNames.sendable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelRestHttpUri",
                "camelHttpUri",
                "CAMELHTTPPATH",
                "Camel-Http-Query",
                "org.apache.camel.x",
                "Org.Apache.Camel.http",
                "Host",
                "CONTENT-LENGTH",
                "Transfer-Encoding",
                "Connection",
                "Proxy-Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "two words",
                "line\nbreak",
                ""
            })
    void a_header_of_camel_or_of_the_connection_cannot(String name) {
        assertThat(HeaderNames.problem(name)).isPresent();
        assertThat(HeaderNames.sendable(name)).isFalse();
    }
}
