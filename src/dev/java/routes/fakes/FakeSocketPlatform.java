package routes.fakes;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import routes.channel.socket.SocketFrame;

/**
 * A platform that sends its events over WebSockets that its clients open: one of the open connections gets each event, and an
 * event that nobody acknowledged goes to the next connection that is opened.
 */
public abstract class FakeSocketPlatform extends FakePlatform {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, SocketFrame> pending = new LinkedHashMap<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    protected FakeSocketPlatform(Clock clock) {
        super(clock, 0);
        server = vertx.createHttpServer()
                .webSocketHandler(this::accept)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Of the platform's own frames: the id of the event that a client's frame acknowledges. */
    protected abstract Optional<String> acknowledges(SocketFrame frame);

    /** The platform's answer to a frame that acknowledges nothing, such as a ping of its own. */
    protected Optional<SocketFrame> replyTo(SocketFrame frame) {
        return Optional.empty();
    }

    /** The frame by which the platform says that it is about to end a connection. */
    protected abstract SocketFrame farewell();

    protected final String socketUrl(String query) {
        return "ws://127.0.0.1:" + server.actualPort() + "/link?" + query;
    }

    /** Sends an event until it is acknowledged. */
    protected final void push(String id, SocketFrame frame) {
        synchronized (pending) {
            pending.put(id, frame);
        }
        open.stream().findFirst().ifPresent(socket -> send(socket, frame));
    }

    /** A frame that is no event. */
    public final void say(SocketFrame frame) {
        open.forEach(socket -> send(socket, frame));
    }

    /** Asks every client to open another connection. */
    public final void renew() {
        say(farewell());
    }

    /** Breaks every connection, as a network does. */
    public final void cut() {
        open.forEach(socket -> socket.close((short) 1012));
    }

    /** Ids of events, once for each acknowledgement. */
    public final List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How many connections are open. */
    public final int open() {
        return open.size();
    }

    /** How many were ever opened. */
    public final int opened() {
        return opened.get();
    }

    /** How many were open at once. */
    public final int most() {
        return most.get();
    }

    private void accept(ServerWebSocket socket) {
        open.add(socket);
        opened.incrementAndGet();
        most.accumulateAndGet(open.size(), Math::max);
        socket.closeHandler(gone -> open.remove(socket));
        socket.textMessageHandler(
                text -> took(socket, new SocketFrame(true, Buffer.buffer(text).getBytes())));
        socket.binaryMessageHandler(bytes -> took(socket, SocketFrame.binary(bytes.getBytes())));
        synchronized (pending) {
            pending.values().forEach(frame -> send(socket, frame));
        }
    }

    private void took(ServerWebSocket socket, SocketFrame frame) {
        acknowledges(frame).ifPresent(id -> {
            acknowledged.add(id);
            synchronized (pending) {
                pending.remove(id);
            }
        });
        replyTo(frame).ifPresent(reply -> send(socket, reply));
    }

    private static void send(ServerWebSocket socket, SocketFrame frame) {
        if (frame.text()) {
            socket.writeTextMessage(frame.asText());
        } else {
            socket.writeBinaryMessage(Buffer.buffer(frame.bytes()));
        }
    }

    /** The connections end too. */
    public final void shut() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        close();
    }
}
