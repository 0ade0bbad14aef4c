package routes.channel.bot;

import java.util.Optional;
import java.util.Set;

/** The channels that are registered, as far as bots are concerned. */
public interface BotPlatforms {
    Set<String> types();

    Optional<? extends BotPlatform> platform(String type);
}
