package routes.channel.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.common.security.Sealed;
import routes.subscription.Stamps;

/**
 * A bot as it is stored.
 *
 * @param credentials encrypted, or in plain text where an older system wrote them
 * @param agentCfg {@link BotBlock#AGENT}, its secrets as the credentials are
 * @param volcCfg {@link BotBlock#VOLC}, likewise
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StoredBot(
        @JsonProperty("_id") String id,
        String channel,
        String botId,
        @Nullable String openId,
        @Nullable String name,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        Map<String, Sealed> credentials,
        @Nullable ObjectNode agentCfg,
        @Nullable ObjectNode volcCfg,
        @JsonUnwrapped Stamps stamps) {
    public StoredBot {
        credentials = Map.copyOf(credentials);
    }

    /** A copy of a block; empty for one that the bot does not have. */
    public ObjectNode block(BotBlock block) {
        ObjectNode held = block == BotBlock.AGENT ? agentCfg : volcCfg;
        return held == null ? JsonNodeFactory.instance.objectNode() : held.deepCopy();
    }

    /** The same with another block. */
    public StoredBot with(BotBlock block, ObjectNode fields) {
        boolean agent = block == BotBlock.AGENT;
        return new StoredBot(
                id,
                channel,
                botId,
                openId,
                name,
                active,
                credentials,
                agent ? fields : agentCfg,
                agent ? volcCfg : fields,
                stamps);
    }
}
