package routes.api.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.subscription.ChatDirectory;
import routes.subscription.ChatDirectory.Bot;
import routes.subscription.ChatDirectory.Chat;
import routes.subscription.InformStrategy;

/**
 * An inform strategy as it is answered.
 *
 * @param bot null when it is gone
 * @param groupChats those chats that the bot knows; {@code chatIds} names all
 */
@JsonNaming(SnakeCaseStrategy.class)
record StrategyJson(
        String id,
        String name,
        @Nullable String description,
        String channel,
        @Nullable Bot bot,
        List<Chat> groupChats,
        List<String> chatIds,
        @JsonProperty("is_active") boolean active,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String createdUser,
        @Nullable String updatedUser) {

    /** Looks each bot up once, with all its chats that the strategies name. */
    static List<StrategyJson> of(List<InformStrategy> strategies, ChatDirectory directory) {
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

    private static StrategyJson of(InformStrategy strategy, Known known) {
        return new StrategyJson(
                strategy.id(),
                strategy.name(),
                strategy.description(),
                strategy.channel(),
                known.bot().orElse(null),
                known.chats().stream()
                        .filter(chat -> strategy.chatIds().contains(chat.chatId()))
                        .toList(),
                strategy.chatIds(),
                strategy.active(),
                strategy.stamps().createdAt(),
                strategy.stamps().updatedAt(),
                strategy.stamps().createdUser(),
                strategy.stamps().updatedUser());
    }

    private record BotKey(String channel, String botId) {
        static BotKey of(InformStrategy strategy) {
            return new BotKey(strategy.channel(), strategy.botId());
        }
    }

    private record Known(Optional<Bot> bot, List<Chat> chats) {}
}
