package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingTest {

    private static final String PORT = RunSetting.KAFKA_PORT.property();

    @AfterEach
    void forget() {
        System.clearProperty(PORT);
        System.clearProperty(RunSetting.ADMIN_TOKEN.property());
    }

    @Test
    void port_zero_becomes_a_free_port_that_the_application_finds() {
        System.setProperty(PORT, "0");

        int port = RunSetting.KAFKA_PORT.port();

        assertThat(Ports.isFree(port)).isTrue();
        assertThat(System.getProperty(PORT)).isEqualTo(Integer.toString(port));
    }

    @Test
    void a_taken_port_is_refused_with_the_setting_that_mends_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty(PORT, Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(RunSetting.KAFKA_PORT::port)
                    .isInstanceOf(RefusedStart.class)
                    .hasMessage(
                            "Port %d of the Kafka server is taken: choose another with -D%s=<port> (0 = any free one)"
                                    .formatted(taken.getLocalPort(), PORT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "8080 "})
    void what_is_no_port_is_refused(String text) {
        System.setProperty(PORT, text);

        assertThatThrownBy(RunSetting.KAFKA_PORT::port)
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining(PORT);
    }

    @Test
    void what_is_given_stays() {
        assertThat(RunSetting.ADMIN_TOKEN.orSet("made up")).isEqualTo("made up");
        System.setProperty(RunSetting.ADMIN_TOKEN.property(), "given");

        assertThat(RunSetting.ADMIN_TOKEN.orSet("made up")).isEqualTo("given");
    }
}
