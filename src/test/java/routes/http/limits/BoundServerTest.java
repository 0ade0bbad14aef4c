package routes.http.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BoundServerTest {
    private final LimitedServers servers = new LimitedServers(
            Vertx.vertx(), new ConnectionLimits(10, 10, 8192, 5, 5, 5), () -> ClientAuth.NONE, server -> {});

    @AfterEach
    void stop() {
        servers.end();
    }

    /** As Camel calls it: what it is told in the handler it only logs. */
    @Test
    void a_server_whose_port_is_taken_fails_where_it_is_started() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpServer server = server();

            assertThatThrownBy(() -> server.listen(taken.getLocalPort(), "127.0.0.1", ignored -> {}))
                    .isInstanceOfSatisfying(
                            CannotListen.class, e -> assertThat(e.port()).isEqualTo(taken.getLocalPort()))
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void a_server_with_a_free_port_listens_when_it_was_started() {
        HttpServer server = server();

        server.listen(0, "127.0.0.1", ignored -> {});

        assertThat(server.actualPort()).isPositive();
    }

    private HttpServer server() {
        return servers.createHttpServer(new HttpServerOptions())
                .requestHandler(request -> request.response().end());
    }
}
