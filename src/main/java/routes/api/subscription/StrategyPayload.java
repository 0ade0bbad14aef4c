package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An inform strategy as a caller writes it. */
@JsonNaming(SnakeCaseStrategy.class)
record StrategyPayload(String name, @Nullable String description, String channel, String botId, List<String> chatIds) {
    StrategyPayload {
        chatIds = chatIds.stream().distinct().toList();
    }
}
