package routes.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** A loopback proxy in front of a server: it passes whole messages, stops at the one that is asked for, can go silent. */
final class Wire implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final Frames frames;
    private final int server;
    private final ServerSocket socket;
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moving = lock.newCondition();
    private boolean silent;
    private Predicate<byte[]> held = request -> false;
    private volatile Trip trip;
    private volatile Function<byte[], Optional<byte[]>> answered = request -> Optional.empty();
    private volatile BinaryOperator<byte[]> altered = (request, answer) -> answer;

    private Wire(Frames frames, int port, int server) throws IOException {
        this.frames = frames;
        this.server = server;
        this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        pumps.submit(this::accept);
    }

    static Wire open(Frames frames, int port, int server) {
        try {
            return new Wire(frames, port, server);
        } catch (IOException e) {
            throw new UncheckedIOException("Opening a proxy at " + port, e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    Trip at(Trip next) {
        trip = next;
        return next;
    }

    /** From now on nothing is passed on, and no side notices: as behind a firewall that drops. */
    void silence(boolean now) {
        change(() -> silent = now);
    }

    /** From now on requests of a kind wait here, so their answers come late; all others pass. */
    void hold(Predicate<byte[]> kind) {
        change(() -> held = kind);
    }

    /** From now on some requests never reach the server. @param how what they are answered; nothing closes the connection */
    void answer(Function<byte[], Optional<byte[]>> how) {
        answered = how;
    }

    /** From now on answers are others. @param how from the last request and its answer */
    void alter(BinaryOperator<byte[]> how) {
        altered = how;
    }

    /** Neither silent, nor holding, nor about to stop, nor answering by itself. */
    void passAll() {
        trip = null;
        answer(request -> Optional.empty());
        alter((request, answer) -> answer);
        hold(request -> false);
        silence(false);
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            moving.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Void accept() {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (IOException closedOrRefused) {
                // the client sees a closed connection, as it would without a proxy
                continue;
            }
        }
        return null;
    }

    private void connect(Socket client) throws IOException {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server));
            open.add(client);
            pumps.submit(() -> link.pump(link::requests));
            pumps.submit(() -> link.pump(link::answers));
        } catch (IOException refused) {
            client.close();
            throw refused;
        }
    }

    private void awaitEndOf(BooleanSupplier standstill) throws IOException {
        lock.lock();
        try {
            while (standstill.getAsBoolean()) {
                moving.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Closing a proxy", e);
        }
        pumps.shutdownNow();
    }

    private interface Pump {
        void run() throws IOException;
    }

    /** One connection of a client. */
    private final class Link {
        private final Socket client;
        private final Socket upstream;
        private volatile Trip pending;
        private volatile int number;
        private volatile byte[] last = new byte[0];

        Link(Socket client, Socket upstream) throws IOException {
            this.client = client;
            this.upstream = upstream;
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        }

        void requests() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = upstream.getOutputStream();
            while (true) {
                byte[] frame = frames.read(in);
                awaitEndOf(() -> silent || held.test(frame));
                Trip now = trip;
                if (now != null && now.takes(frame)) {
                    if (!now.atTheAnswer()) {
                        now.fire();
                        return;
                    }
                    number = frames.numberOfRequest(frame);
                    pending = now;
                }
                Optional<byte[]> answer = answered.apply(frame);
                if (answer.isPresent()) {
                    if (answer.get().length == 0) {
                        return;
                    }
                    client.getOutputStream().write(answer.get());
                    continue;
                }
                last = frame;
                out.write(frame);
                out.flush();
            }
        }

        void answers() throws IOException {
            DataInputStream in = new DataInputStream(upstream.getInputStream());
            OutputStream out = client.getOutputStream();
            while (true) {
                byte[] frame = frames.read(in);
                awaitEndOf(() -> silent);
                if (pending != null && frames.numberAnswered(frame) == number) {
                    pending.fire();
                    return;
                }
                out.write(altered.apply(last, frame));
                out.flush();
            }
        }

        Void pump(Pump pump) throws IOException {
            try (client;
                    upstream) {
                pump.run();
            } catch (IOException oneSideClosed) {
                // both sides are closed then
                return null;
            } finally {
                open.remove(client);
            }
            return null;
        }
    }
}
