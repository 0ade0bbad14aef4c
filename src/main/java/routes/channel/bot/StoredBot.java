package routes.channel.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.common.security.Sealed;
import routes.subscription.Stamps;

/** A bot as it is stored. @param credentials encrypted, or in plain text where an older system wrote them */
@JsonNaming(SnakeCaseStrategy.class)
public record StoredBot(
        @JsonProperty("_id") String id,
        String channel,
        String botId,
        @Nullable String openId,
        @Nullable String name,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        Map<String, Sealed> credentials,
        @JsonUnwrapped Stamps stamps) {
    public StoredBot {
        credentials = Map.copyOf(credentials);
    }
}
