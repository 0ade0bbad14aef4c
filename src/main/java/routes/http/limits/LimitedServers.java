package routes.http.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The Vert.x that Camel makes its HTTP servers with. Camel has no settings for the limits of a server, but it takes the
 * Vert.x of the registry: so every server that it makes gets them here.
 */
public final class LimitedServers extends VertxWrapper {
    private final ConnectionLimits limits;
    private final Supplier<ClientAuth> clientAuth;
    private final Consumer<HttpServer> beforeFirstCaller;

    /**
     * @param clientAuth whether servers with TLS ask for certificates of their callers: Camel 4.17 does not pass its own
     *     setting on
     * @param beforeFirstCaller is called once for each server, when it listens and has served no request yet
     */
    public LimitedServers(
            Vertx vertx,
            ConnectionLimits limits,
            Supplier<ClientAuth> clientAuth,
            Consumer<HttpServer> beforeFirstCaller) {
        super((VertxInternal) vertx);
        this.limits = limits;
        this.clientAuth = clientAuth;
        this.beforeFirstCaller = beforeFirstCaller;
    }

    /**
     * HTTP/2 is off: no source posts alarms with it, and its frames need limits of their own. Packed bodies are unpacked, and
     * what comes out is what counts against the limits of bodies.
     */
    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setMaxHeaderSize(limits.headerBytes());
        if (options.isSsl()) {
            options.setClientAuth(clientAuth.get());
        }
        HttpServer server = new BoundServer(delegate, options);
        OpenConnections open = new OpenConnections(limits.connections(), limits.perAddress());
        AtomicBoolean fresh = new AtomicBoolean(true);
        return server.connectionHandler(connection -> {
            prepare(server, fresh);
            guard(connection, open, options);
        });
    }

    /** The next caller waits for the first one here. */
    private void prepare(HttpServer server, AtomicBoolean fresh) {
        if (fresh.get()) {
            synchronized (fresh) {
                if (fresh.get()) {
                    beforeFirstCaller.accept(server);
                    fresh.set(false);
                }
            }
        }
    }

    private void guard(HttpConnection connection, OpenConnections open, HttpServerOptions options) {
        Channel channel = ((ConnectionBase) connection).channel();
        String address = connection.remoteAddress().hostAddress();
        boolean welcome = open.opened(address);
        channel.closeFuture().addListener(closed -> open.closed(address));
        if (!welcome) {
            channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace(VertxHttpRequestDecoder.class, "httpDecoder", new StrictDecoder(options));
        pipeline.replace(HttpContentDecompressor.class, "inflater", new BodyInflater());
        pipeline.addBefore("handler", "deadlines", new ConnectionDeadlines(limits));
    }

    /** A server that stops closes its Vert.x, but the other server still needs it: {@link #end} closes it. */
    @Override
    public void close(Handler<AsyncResult<Void>> done) {
        if (done != null) {
            done.handle(Future.succeededFuture());
        }
    }

    /** Closes it for good. */
    public void end() {
        delegate.close();
    }
}
