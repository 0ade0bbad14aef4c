package routes.steps.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.socket.SocketFrame;
import routes.channel.socket.SocketMode;
import routes.channel.socket.SocketRead;
import routes.steps.socket.SocketConnection.Signal;

/**
 * The connection of one bot, opened again whenever it ends. A delivery is acknowledged after it became durable; one that could
 * not is left without an acknowledgement, and the connection ends, so that the platform sends it again.
 */
final class SocketSession {
    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);
    /** A platform that says nothing for this many pings is gone. */
    private static final int SILENT_PINGS = 3;

    private static final long STOP_SECONDS = 5;

    private final Bot bot;
    private final SocketMode mode;
    private final SocketConnector connector;
    private final Deliveries deliveries;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean open;

    SocketSession(Bot bot, SocketMode mode, SocketConnector connector, Deliveries deliveries) {
        this.bot = bot;
        this.mode = mode;
        this.connector = connector;
        this.deliveries = deliveries;
        this.thread = new Thread(this::run, "socket-" + bot.channel() + "-" + bot.botId());
        this.thread.setDaemon(true);
    }

    /** Makes what came durable. */
    interface Deliveries {
        /** @return what the platform is to be answered */
        Received.Answer take(Received received) throws Exception;
    }

    void start() {
        thread.start();
    }

    boolean open() {
        return open;
    }

    void stop() {
        stopping.countDown();
        thread.interrupt();
    }

    void await() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (stopping.getCount() > 0) {
                String ended = "";
                try {
                    serveAll(connector.connect(mode.open(bot)));
                    failures = 0;
                } catch (IOException | RuntimeException e) {
                    failures = open ? 1 : failures + 1;
                    ended = String.valueOf(e.getMessage());
                }
                open = false;
                if (failures > 0) {
                    Duration pause = connector.pause(failures);
                    LOG.warn("connection of {} ended, next attempt in {} ms: {}", bot, pause.toMillis(), ended);
                    stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stop) {
            LOG.debug("connection of {} is stopped", bot);
        } finally {
            open = false;
        }
    }

    /** Serves a connection, and those that follow it without a gap when the platform asks for it. */
    private void serveAll(SocketConnection first) throws IOException, InterruptedException {
        SocketConnection current = first;
        LOG.info("connected: {}", bot);
        try {
            while (true) {
                open = true;
                String reason = serve(current);
                LOG.info("connection of {} is renewed: {}", bot, reason);
                SocketConnection next = connector.connect(mode.open(bot));
                current.close();
                current = next;
            }
        } finally {
            current.close();
        }
    }

    /** @return why the platform wants another connection */
    private String serve(SocketConnection connection) throws IOException, InterruptedException {
        Duration every = connection.conversation().pingEvery();
        while (true) {
            Signal signal = connection.next(every);
            if (signal instanceof Signal.Ended ended) {
                throw new IOException(ended.reason());
            }
            if (signal instanceof Signal.Came came) {
                SocketRead read = connection
                        .conversation()
                        .read(came.frame(), connector.clock().instant());
                if (read instanceof SocketRead.Renew renew) {
                    return renew.reason();
                }
                answer(connection, read);
                connection.ready();
            } else if (connection.silence().compareTo(every.multipliedBy(SILENT_PINGS)) > 0) {
                throw new IOException("nothing was heard for "
                        + every.multipliedBy(SILENT_PINGS).toSeconds() + " s");
            } else {
                connection.ping();
            }
        }
    }

    private void answer(SocketConnection connection, SocketRead read) throws IOException, InterruptedException {
        if (read instanceof SocketRead.Reply reply) {
            connection.send(reply.frame());
        } else if (read instanceof SocketRead.Delivery delivery) {
            connection.send(acknowledged(delivery));
        }
    }

    private SocketFrame acknowledged(SocketRead.Delivery delivery) throws IOException, InterruptedException {
        try {
            return delivery.acknowledgement().apply(deliveries.take(delivery.received()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(
                    "a delivery could not be kept: " + e.getClass().getSimpleName(), e);
        }
    }
}
