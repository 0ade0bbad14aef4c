package routes.channel.socket;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import routes.channel.PlatformCalls;
import routes.channel.bot.Bot;

/** A platform that sends its events over a WebSocket that the hub opens, so that a bot needs no public address. */
public interface SocketMode {
    /** Whether the bot is set up for it. */
    boolean wanted(Bot bot);

    /**
     * Asks the platform for the address of a connection; each one serves once.
     *
     * @throws PlatformCalls.Away when it gives no answer
     * @throws NoSocket when it refuses
     */
    Conversation open(Bot bot);

    /** One connection: what its frames mean. Used by one thread. */
    interface Conversation {
        URI address();

        /** The platform hears from us at least this often. */
        Duration pingEvery();

        /** The platform's own ping; empty where a ping of WebSocket itself does. */
        default Optional<SocketFrame> ping() {
            return Optional.empty();
        }

        /** Never throws for what the frame holds. */
        SocketRead read(SocketFrame frame, Instant at);
    }
}
