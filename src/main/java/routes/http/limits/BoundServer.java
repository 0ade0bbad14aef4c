package routes.http.limits;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/**
 * A server that listens when {@code listen} returns, or says why it cannot. Camel only logs that, and the application would
 * run without its server.
 */
final class BoundServer extends HttpServerImpl {
    BoundServer(VertxInternal vertx, HttpServerOptions options) {
        super(vertx, options);
    }

    /** @throws CannotListen when the port is taken, or is no port of this machine */
    @Override
    public Future<HttpServer> listen(SocketAddress address) {
        Future<HttpServer> bound = super.listen(address);
        try {
            bound.toCompletionStage().toCompletableFuture().join();
            return bound;
        } catch (CompletionException e) {
            throw new CannotListen(
                    address.port(),
                    String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()));
        }
    }
}
