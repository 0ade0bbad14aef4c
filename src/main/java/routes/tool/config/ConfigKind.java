package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be written as code, in the order in which it is made: each needs only those before it. */
public enum ConfigKind {
    BOTS("system-config/bots", List.of("channel", "bot_id"), List.of("secret", "open_id"), List.of()),
    CONNECTS("/apis/v1/datasource/connect", List.of("name"), List.of(), List.of()),
    STRATEGIES("event-center/inform-strategy", List.of("name"), List.of("group_chats"), List.of()),
    TEMPLATES("event-center/agent_template", List.of("agent_type", "channel"), List.of(), List.of("template_id")),
    SUBSCRIPTIONS("event-center/subscribe", List.of("name"), List.of("webhook_secret_previous_until"), List.of()),
    SILENCES(
            "event-center/silence",
            List.of("comment"),
            List.of("state", "in_force", "matching", "matching_events"),
            List.of("ends_at", "comment", "windows", "until_resolved")),
    INHIBITIONS("event-center/inhibition", List.of("name"), List.of("edition"), List.of()),
    HEARTBEATS("event-center/heartbeat", List.of("name"), List.of("last_seen", "silent_since", "state"), List.of());

    private static final List<String> STAMPS =
            List.of("_id", "id", "created_at", "updated_at", "created_user", "updated_user", "created_by");

    private final String path;
    private final List<String> key;
    private final List<String> shownOnly;
    private final List<String> changeable;

    /**
     * @param key the fields that name one
     * @param shownOnly what the hub adds and nobody writes
     * @param changeable what a change may hold; empty for everything
     */
    ConfigKind(String path, List<String> key, List<String> shownOnly, List<String> changeable) {
        this.path = path.startsWith("/") ? path : "/apis/v1/manager/" + path;
        this.key = key;
        this.shownOnly = shownOnly;
        this.changeable = changeable;
    }

    /** Name of its folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Without a slash at the end. */
    String path() {
        return path;
    }

    String list() {
        return path + "/?limit=100" + (this == SILENCES ? "&state=active&state=pending" : "") + "&skip=";
    }

    /** What people call one. */
    String key(JsonNode one) {
        return key.stream().map(field -> one.path(field).asText()).collect(Collectors.joining(" "));
    }

    List<String> keyFields() {
        return key;
    }

    static String id(JsonNode row) {
        return row.path("_id").asText(row.path("id").asText());
    }

    /** What of a row of the hub a person writes. */
    ObjectNode written(ObjectNode row) {
        ObjectNode kept = row.deepCopy();
        kept.remove(STAMPS);
        kept.remove(shownOnly);
        if (this == STRATEGIES) {
            kept.put("bot_id", row.at("/bot/bot_id").asText(row.path("bot_id").asText()));
            kept.remove("bot");
        }
        kept.properties()
                .removeIf(field -> field.getValue().isNull()
                        || field.getValue().isContainerNode()
                                && field.getValue().isEmpty());
        return kept;
    }

    /** As a new one is posted. */
    ObjectNode created(ObjectNode wanted) {
        ObjectNode body = wanted.deepCopy();
        if (this == TEMPLATES) {
            body.putArray("agents").add(body.remove("agent_type"));
        }
        if (this != BOTS) {
            body.remove("is_active");
        }
        return whole(body);
    }

    /** As a change is put. */
    ObjectNode changed(ObjectNode wanted) {
        ObjectNode body = wanted.deepCopy();
        if (!changeable.isEmpty()) {
            body.retain(changeable);
        }
        if (this == BOTS) {
            body.remove(key);
        }
        if (this == CONNECTS) {
            body.remove("type");
        }
        if (this != BOTS && this != CONNECTS) {
            body.remove("is_active");
        }
        return whole(body);
    }

    /** A subscription without levels is one for all of them; the API wants it said. */
    private ObjectNode whole(ObjectNode body) {
        if (this == SUBSCRIPTIONS) {
            body.withArray("event_level");
        }
        return body;
    }
}
