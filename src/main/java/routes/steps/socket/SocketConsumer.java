package routes.steps.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.Channel;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.socket.SocketMode;

/**
 * Keeps a {@link SocketSession} for each bot of a channel that wants one: of a new bot, of one whose credentials changed, and
 * no more of one that is gone.
 */
final class SocketConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConsumer.class);

    private final SocketEndpoint endpoint;
    private final Channel channel;
    private final SocketMode mode;
    private final Map<String, SocketSession> sessions = new ConcurrentHashMap<>();
    private final SocketConnector connector;
    private ScheduledExecutorService checks;

    @SuppressWarnings("NullAway.Init")
    SocketConsumer(SocketEndpoint endpoint, Processor processor, Channel channel, SocketMode mode) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.channel = channel;
        this.mode = mode;
        this.connector = new SocketConnector(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        MeterRegistry meters = endpoint.getCamelContext().getRegistry().findSingleByType(MeterRegistry.class);
        if (meters != null) {
            Gauge.builder("veaiops.sockets.open", sessions, SocketConsumer::open)
                    .description("connections to a chat platform that are open")
                    .tag("channel", channel.type())
                    .register(meters);
        }
        checks = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "sockets-" + channel.type());
        checks.scheduleWithFixedDelay(this::check, 0, endpoint.checkMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(checks);
        sessions.values().forEach(SocketSession::stop);
        sessions.values().forEach(SocketSession::await);
        sessions.clear();
        super.doStop();
    }

    private static double open(Map<String, SocketSession> sessions) {
        return sessions.values().stream().filter(SocketSession::open).count();
    }

    private void check() {
        try {
            List<Bot> wanted = endpoint.component().bots().active(channel.type()).stream()
                    .filter(mode::wanted)
                    .toList();
            Set<String> keys = wanted.stream().map(SocketConsumer::key).collect(Collectors.toSet());
            sessions.entrySet().removeIf(entry -> {
                boolean gone = !keys.contains(entry.getKey());
                if (gone) {
                    entry.getValue().stop();
                }
                return gone;
            });
            for (Bot bot : wanted) {
                sessions.computeIfAbsent(key(bot), key -> started(bot));
            }
        } catch (RuntimeException e) {
            LOG.warn("bots of {} could not be looked at for connections: {}", channel.type(), e.getMessage());
        }
    }

    private static String key(Bot bot) {
        return bot.botId() + ' ' + bot.credentialsVersion();
    }

    private SocketSession started(Bot bot) {
        SocketSession session = new SocketSession(bot, mode, connector, this::deliver);
        session.start();
        return session;
    }

    /** @return what the platform is to be answered; its route has succeeded */
    private Received.Answer deliver(Received received) throws Exception {
        Exchange exchange = createExchange(true);
        try {
            exchange.getMessage().setBody(received);
            exchange.setProperty(SocketSteps.CHANNEL, channel);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return Objects.requireNonNull(
                    exchange.getMessage().getBody(Received.Answer.class), "the route leaves the answer in the body");
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
