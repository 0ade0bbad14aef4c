package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;

/**
 * What a caller says of a bot.
 *
 * @param credentials by the names that the channel declares; null takes one away, a mask leaves it as it is
 */
record BotPayload(
        @JsonProperty("channel") @Nullable String channel,
        @JsonProperty("bot_id") @Nullable String botId,
        @JsonProperty("is_active") @Nullable Boolean active,
        @JsonProperty("secret") @Nullable String secret,
        @JsonProperty("credentials") @Nullable Map<String, @Nullable String> credentials) {

    /** What shows in place of a secret; as a value it changes nothing. */
    static final String MASK = "**********";

    /** All credentials that are given, VeAIOps' field among them. */
    Map<String, @Nullable String> given() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        if (credentials != null) {
            given.putAll(credentials);
        }
        if (secret != null) {
            given.put(Bot.SECRET, secret);
        }
        given.values().removeIf(MASK::equals);
        return given;
    }
}
