package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import routes.alarm.AlarmIds;

/** A push of Lark, of any of its forms: schema 2.0, the older one with {@code uuid}, and the flat old click on a card. */
record LarkEnvelope(ObjectNode json) {
    private static final String OLD_CARD = "card.action.trigger_v1";

    static LarkEnvelope of(ObjectNode json) {
        return new LarkEnvelope(json);
    }

    boolean verification() {
        return "url_verification".equals(json.path("type").asText());
    }

    String challenge() {
        return json.path("challenge").asText();
    }

    /** Without an envelope: the click itself. */
    boolean oldCard() {
        return !json.has("header") && json.has("open_message_id") && json.has("action");
    }

    String token() {
        return json.path("header").path("token").asText(json.path("token").asText());
    }

    String appId() {
        return json.path("header")
                .path("app_id")
                .asText(json.path("event").path("app_id").asText());
    }

    /** Lark's word for what happened. */
    String type() {
        if (oldCard()) {
            return OLD_CARD;
        }
        return json.path("header")
                .path("event_type")
                .asText(json.path("event").path("type").asText());
    }

    /** The same for every delivery; made from the content where Lark gives none. */
    String eventId() {
        String id =
                json.path("header").path("event_id").asText(json.path("uuid").asText());
        return id.isEmpty() ? AlarmIds.derived("lark", json.toString()) : id;
    }

    /** What happened; for the old forms brought into the shape of schema 2.0. */
    JsonNode event() {
        return LarkOldForms.modern(type(), oldCard() ? json : json.path("event"));
    }

    Optional<Instant> createTime() {
        return LarkTime.millis(json.path("header").path("create_time"))
                .or(() -> LarkTime.millis(json.path("event").path("create_time")));
    }
}
