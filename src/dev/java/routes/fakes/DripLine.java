package routes.fakes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A loopback line in front of a server that can pass on one byte at a time: an answer that never pauses for long, nor ends. */
final class DripLine implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int BACKLOG = 500;

    private final InetSocketAddress server;
    private final ExecutorService pumps;
    private final ServerSocket open;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int passed = Integer.MAX_VALUE;

    /** @param port 0 is any free one */
    DripLine(InetSocketAddress server, ExecutorService pumps, int port) throws IOException {
        this.server = server;
        this.pumps = pumps;
        this.open = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        pumps.execute(this::accept);
    }

    int port() {
        return open.getLocalPort();
    }

    /** From now on answers drip after so many bytes. */
    void dripAfter(int bytes) {
        passed = bytes;
    }

    private void accept() {
        while (!open.isClosed()) {
            try {
                Socket client = open.accept();
                Socket behind = new Socket(server.getAddress(), server.getPort());
                client.setTcpNoDelay(true);
                pumps.execute(() -> pump(client, behind, false));
                pumps.execute(() -> pump(behind, client, true));
            } catch (IOException closedOrRefused) {
                // the client sees a closed connection, as it would without a line
                continue;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answer) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] chunk = new byte[16 * 1024];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                write(out, chunk, read, answer ? Math.min(read, passed) : read);
            }
        } catch (IOException ended) {
            // either side has closed: the other sees it too
            return;
        }
    }

    private void write(OutputStream out, byte[] chunk, int length, int atOnce) throws IOException {
        out.write(chunk, 0, atOnce);
        for (int i = atOnce; i < length; i++) {
            if (ended()) {
                throw new IOException("the line is closed");
            }
            out.write(chunk[i]);
        }
    }

    private boolean ended() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a line", e);
        }
    }
}
