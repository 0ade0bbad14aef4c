package routes.channel.bot;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.security.Secret;

/**
 * A bot with its credentials in reach, for adapters.
 *
 * @param channel type of the channel, such as {@code Lark}
 * @param botId the platform's id of the application or robot
 * @param openId the bot's own id among the members of a chat, by which mentions are recognised; null until the platform
 *     told it
 * @param credentials by the names that the channel declares; those that are not set are absent
 */
public record Bot(
        String id,
        String channel,
        String botId,
        @Nullable String openId,
        @Nullable String name,
        boolean active,
        Map<String, Secret> credentials) {
    /** The credential that every bot of VeAIOps has. */
    public static final String SECRET = "secret";

    public Bot {
        credentials = Map.copyOf(credentials);
    }

    public Optional<Secret> credential(String credential) {
        return Optional.ofNullable(credentials.get(credential));
    }

    /** Changes whenever a credential does; what was obtained with others is worth nothing then. */
    public int credentialsVersion() {
        return credentials.hashCode();
    }

    @Override
    public String toString() {
        return channel + " bot " + botId;
    }
}
