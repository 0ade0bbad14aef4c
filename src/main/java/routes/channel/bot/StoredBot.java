package routes.channel.bot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.common.security.Sealed;
import routes.subscription.Stamps;

/** A bot as it is stored. @param credentials encrypted, or in plain text where an older system wrote them */
public record StoredBot(
        String id,
        String channel,
        String botId,
        @Nullable String openId,
        @Nullable String name,
        boolean active,
        Map<String, Sealed> credentials,
        Stamps stamps) {
    public StoredBot {
        credentials = Map.copyOf(credentials);
    }
}
