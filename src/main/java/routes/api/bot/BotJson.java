package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.channel.bot.StoredBot;

/** A bot as it is shown. @param credentials which of them are set; the values are masks */
@JsonNaming(SnakeCaseStrategy.class)
record BotJson(
        @JsonProperty("_id") String id,
        String channel,
        String botId,
        @Nullable String openId,
        @Nullable String name,
        @JsonProperty("is_active") boolean active,
        @Nullable String secret,
        Map<String, String> credentials,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static BotJson of(StoredBot bot) {
        Map<String, String> masks = new TreeMap<>();
        bot.credentials().keySet().forEach(name -> masks.put(name, BotPayload.MASK));
        return new BotJson(
                bot.id(),
                bot.channel(),
                bot.botId(),
                bot.openId(),
                bot.name(),
                bot.active(),
                masks.get(Bot.SECRET),
                masks,
                bot.stamps().createdAt(),
                bot.stamps().updatedAt());
    }
}
