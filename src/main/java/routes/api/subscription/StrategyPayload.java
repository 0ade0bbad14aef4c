package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;

/** An inform strategy as a caller writes it. */
@JsonNaming(SnakeCaseStrategy.class)
record StrategyPayload(String name, @Nullable String description, String channel, String botId, List<String> chatIds) {
    private static final int LONGEST_NAME = 255;
    private static final int SHORTEST_BOT_ID = 10;
    private static final int LONGEST_BOT_ID = 32;
    private static final int LONGEST_CHAT_ID = 256;

    StrategyPayload {
        Require.text("name", name, 1, LONGEST_NAME);
        Require.present("channel", channel);
        Require.text("bot_id", botId, SHORTEST_BOT_ID, LONGEST_BOT_ID);
        chatIds = Require.present("chat_ids", Require.elements("chat_ids", chatIds)).stream()
                .distinct()
                .toList();
        chatIds.forEach(chat -> Require.text("chat_ids", chat, 1, LONGEST_CHAT_ID));
        if (chatIds.isEmpty()) {
            throw RefusedRequest.invalid("chat_ids", "chat_ids must name at least one chat");
        }
    }
}
