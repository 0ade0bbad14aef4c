package routes.steps.socket;

import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import routes.channel.Channels;
import routes.channel.bot.BotRegistry;

/**
 * {@code from: platform-socket:<channel>}: a connection of each bot of a channel that wants one ({@link
 * routes.channel.socket.SocketMode}), kept open by the consumer. Each delivery is one exchange; the platform gets its
 * acknowledgement when the route has succeeded, and sends the delivery again when it has not.
 */
public final class SocketComponent extends DefaultComponent {
    private final Channels channels;
    private final BotRegistry bots;
    private final Clock clock;

    public SocketComponent(Channels channels, BotRegistry bots, Clock clock) {
        this.channels = channels;
        this.bots = bots;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SocketEndpoint endpoint = new SocketEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Channels channels() {
        return channels;
    }

    BotRegistry bots() {
        return bots;
    }

    Clock clock() {
        return clock;
    }
}
