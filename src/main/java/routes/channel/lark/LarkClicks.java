package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.channel.CardAction;
import routes.channel.InboundEvent;

/** Clicks on Lark's cards. A field that Lark leaves out for want of a permission is no error. */
final class LarkClicks {
    private LarkClicks() {}

    static CardAction of(InboundEvent event) {
        JsonNode click = event.event();
        JsonNode action = click.path("action");
        Map<String, String> actor = new HashMap<>();
        for (String name : new String[] {"open_id", "user_id", "union_id", "tenant_key"}) {
            String id = click.path("operator").path(name).asText();
            if (!id.isEmpty()) {
                actor.put(name, id);
            }
        }
        return new CardAction(
                event.header().eventId(),
                value(action.path("value")),
                text(action.path("input_value")),
                actor,
                text(click.path("context").path("open_message_id")),
                text(click.path("context").path("open_chat_id")),
                text(click.path("token")),
                event.header().createTime());
    }

    /** What the button carries; old cards carry it as text. */
    private static JsonNode value(JsonNode value) {
        return value instanceof TextNode text ? BoundedJson.embedded(text.textValue()) : value;
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.asText();
        return text.isEmpty() ? null : text;
    }
}
