package routes.api.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import routes.common.repository.Records;
import routes.subscription.ChatDirectory;
import routes.subscription.ChatDirectory.Bot;
import routes.subscription.ChatDirectory.Chat;
import routes.subscription.InformStrategy;

/** Inform strategies as they are answered: with the bot, or null when it is gone, and those chats that the bot knows. */
final class StrategyJson {
    private StrategyJson() {}

    /** Looks each bot up once, with all its chats that the strategies name. */
    static List<ObjectNode> of(List<InformStrategy> strategies, ChatDirectory directory) {
        Map<BotKey, Set<String>> chatIds = new HashMap<>();
        strategies.forEach(strategy -> chatIds.computeIfAbsent(BotKey.of(strategy), key -> new LinkedHashSet<>())
                .addAll(strategy.chatIds()));
        Map<BotKey, Known> known = new HashMap<>();
        chatIds.forEach((key, ids) -> known.put(
                key,
                new Known(
                        directory.bot(key.channel(), key.botId()), directory.chats(key.channel(), key.botId(), ids))));
        return strategies.stream()
                .map(strategy -> of(strategy, Objects.requireNonNull(known.get(BotKey.of(strategy)))))
                .toList();
    }

    private static ObjectNode of(InformStrategy strategy, Known known) {
        List<Chat> chats = known.chats().stream()
                .filter(chat -> strategy.chatIds().contains(chat.chatId()))
                .toList();
        return Records.tree(strategy)
                .remove(List.of("bot_id"))
                .putPOJO("bot", known.bot().orElse(null))
                .putPOJO("group_chats", chats);
    }

    private record BotKey(String channel, String botId) {
        static BotKey of(InformStrategy strategy) {
            return new BotKey(strategy.channel(), strategy.botId());
        }
    }

    private record Known(Optional<Bot> bot, List<Chat> chats) {}
}
