package routes.steps.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import routes.event.PublishedEvent;
import routes.subscription.Subscription;

/** Where the answer of a chat agent goes: to the chat that it answers. */
final class ReplyTarget {
    private static final Set<String> REPLY_AGENTS =
            Set.of("chatops_reactive_reply_agent", "chatops_proactive_reply_agent");

    private ReplyTarget() {}

    static Optional<Subscription.Target> of(PublishedEvent event) {
        if (!REPLY_AGENTS.contains(event.agentType())) {
            return Optional.empty();
        }
        JsonNode notification = event.rawData();
        return Optional.of(new Subscription.Target(
                notification.path("channel").asText(),
                notification.path("chat_id").asText(),
                notification.path("bot_id").asText(),
                null));
    }
}
