package routes.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bot and the chats that it sends to. */
@JsonNaming(SnakeCaseStrategy.class)
public record InformStrategy(
        String id,
        String name,
        @Nullable String description,
        String channel,
        String botId,
        List<String> chatIds,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {
    public static final String COLLECTION = "veaiops__event_inform_strategy";

    public InformStrategy {
        chatIds = chatIds.stream().distinct().toList();
    }
}
