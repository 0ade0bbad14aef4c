package routes.fakes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.security.Secret;

/** A few bots. */
public final class BotsInMemory implements BotRegistry {
    private final List<Bot> bots;

    private BotsInMemory(List<Bot> bots) {
        this.bots = bots;
    }

    public static BotsInMemory of(Bot... bots) {
        return new BotsInMemory(Arrays.asList(bots));
    }

    /** An active bot. @param credentials names and values in turn */
    public static Bot bot(String channel, String botId, String... credentials) {
        Map<String, Secret> held = new HashMap<>();
        for (int index = 0; index < credentials.length; index += 2) {
            held.put(credentials[index], Secret.of(credentials[index + 1]));
        }
        return new Bot("b".repeat(24), channel, botId, "ou_bot", "Ops", true, held);
    }

    public static Bot inactive(Bot bot) {
        return new Bot(bot.id(), bot.channel(), bot.botId(), bot.openId(), bot.name(), false, bot.credentials());
    }

    @Override
    public Optional<Bot> find(String channel, String botId) {
        return bots.stream()
                .filter(bot -> bot.channel().equals(channel) && bot.botId().equals(botId))
                .findFirst();
    }

    @Override
    public List<Bot> active(String channel) {
        return bots.stream()
                .filter(bot -> bot.active() && bot.channel().equals(channel))
                .toList();
    }
}
