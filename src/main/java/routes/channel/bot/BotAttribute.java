package routes.channel.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import routes.subscription.Stamps;

/** The owners of a bot: one value of a name of {@link #NAMES}. A bot has each value of a name once. */
@JsonNaming(SnakeCaseStrategy.class)
public record BotAttribute(
        @JsonProperty("_id") String id,
        String channel,
        String botId,
        String name,
        String value,
        @JsonUnwrapped Stamps stamps) {
    public static final List<String> NAMES = List.of("project", "customer", "product");
}
