package routes.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The target of the webhooks: answers 200 at once, counts, and reads from the body when the alarm was sent. */
final class WebhookSink implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SENT_AT = "\"item_value\":\"";

    private final ServerSocket server;
    private final AtomicLong received = new AtomicLong();
    private final ConcurrentHistogram latency = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(10), 3);

    WebhookSink() {
        try {
            server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Opening the webhook target", e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    long received() {
        return received.get();
    }

    /** Microseconds from the moment an alarm was due to be posted until its webhook was here; since {@link #reset()}. */
    Histogram latency() {
        return latency.copy();
    }

    void reset() {
        received.set(0);
        latency.reset();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            }
        } catch (IOException expected) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            while (true) {
                int length = contentLength(in);
                String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
                note(body);
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException expected) {
            // the client closed its connection
        }
    }

    private void note(String body) {
        int at = body.indexOf(SENT_AT) + SENT_AT.length();
        long sentAt = Long.parseLong(body.substring(at, body.indexOf('"', at)));
        latency.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sentAt)));
        received.incrementAndGet();
    }

    private static int contentLength(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException();
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "webhook-sink");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
