package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.channel.bot.BotBlock;

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
        @JsonProperty("credentials") @Nullable Map<String, @Nullable String> credentials,
        @JsonProperty("agent_cfg") @Nullable ObjectNode agentCfg,
        @JsonProperty("volc_cfg") @Nullable ObjectNode volcCfg) {

    /** What shows in place of a secret; as a value it changes nothing. */
    static final String MASK = "**********";

    /** The blocks that are given, without what is a mask or null. */
    Map<BotBlock, ObjectNode> blocks() {
        Map<BotBlock, ObjectNode> given = new LinkedHashMap<>();
        put(given, BotBlock.AGENT, agentCfg);
        put(given, BotBlock.VOLC, volcCfg);
        return given;
    }

    private static void put(Map<BotBlock, ObjectNode> given, BotBlock block, @Nullable ObjectNode fields) {
        if (fields != null) {
            ObjectNode meant = fields.deepCopy();
            meant.properties()
                    .removeIf(field -> field.getValue().isNull()
                            || MASK.equals(field.getValue().asText()));
            given.put(block, meant);
        }
    }

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
