package routes.steps.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import routes.channel.socket.SocketFrame;
import routes.channel.socket.SocketMode.Conversation;

/**
 * One open WebSocket. A frame is asked for when the one before it is done with, so that a platform that sends faster than its
 * events become durable waits, and at most one frame is in memory.
 */
final class SocketConnection implements WebSocket.Listener {
    private static final long SEND_SECONDS = 10;

    private final Conversation conversation;
    private final int maxFrameBytes;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private volatile long heardNanos = System.nanoTime();
    private volatile @Nullable WebSocket socket;

    SocketConnection(Conversation conversation, int maxFrameBytes) {
        this.conversation = conversation;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** A frame that came, or the end of the connection. */
    sealed interface Signal {
        record Came(SocketFrame frame) implements Signal {}

        record Ended(String reason) implements Signal {}
    }

    Conversation conversation() {
        return conversation;
    }

    /** @return null when nothing came in this time */
    @Nullable
    Signal next(Duration time) throws InterruptedException {
        return signals.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for the next frame: the last one is done with. */
    void ready() {
        if (socket != null) {
            socket.request(1);
        }
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardNanos);
    }

    void ping() throws IOException, InterruptedException {
        if (conversation.ping().isPresent()) {
            send(conversation.ping().get());
        } else if (socket != null) {
            sent(socket.sendPing(ByteBuffer.allocate(0)));
        }
    }

    /** @throws IOException if it cannot be sent in time: the connection is of no use then */
    void send(SocketFrame frame) throws IOException, InterruptedException {
        WebSocket open = socket;
        if (open == null) {
            throw new IOException("the connection is not open");
        }
        sent(
                frame.text()
                        ? open.sendText(frame.asText(), true)
                        : open.sendBinary(ByteBuffer.wrap(frame.bytes()), true));
    }

    private static void sent(CompletionStage<WebSocket> sending) throws IOException, InterruptedException {
        try {
            sending.toCompletableFuture().get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a frame could not be sent", e);
        }
    }

    /** Says goodbye, and does not wait for the answer. */
    void close() {
        WebSocket open = socket;
        if (open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((done, failed) -> open.abort());
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return part(from, data.toString().getBytes(StandardCharsets.UTF_8), true, last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return part(from, bytes, false, last);
    }

    private @Nullable CompletionStage<?> part(WebSocket from, byte[] bytes, boolean text, boolean last) {
        heardNanos = System.nanoTime();
        if (parts.size() + bytes.length > maxFrameBytes) {
            signals.add(new Signal.Ended("a message has more than " + maxFrameBytes + " bytes"));
            from.abort();
            return null;
        }
        parts.writeBytes(bytes);
        if (last) {
            signals.add(new Signal.Came(new SocketFrame(text, parts.toByteArray())));
            parts.reset();
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        heardNanos = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        heardNanos = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        signals.add(new Signal.Ended("the platform closed it with " + code));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        signals.add(new Signal.Ended("it broke: " + error.getClass().getSimpleName()));
    }
}
