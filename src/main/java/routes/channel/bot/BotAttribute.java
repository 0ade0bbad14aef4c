package routes.channel.bot;

import java.util.List;
import routes.subscription.Stamps;

/** The owners of a bot: one value of a name of {@link #NAMES}. A bot has each value of a name once. */
public record BotAttribute(String id, String channel, String botId, String name, String value, Stamps stamps) {
    public static final List<String> NAMES = List.of("project", "customer", "product");
}
