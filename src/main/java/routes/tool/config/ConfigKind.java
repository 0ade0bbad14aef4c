package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import routes.common.error.VeaiopsException;

/** What can be written as code, in the order in which it is made: each needs only those before it. */
public enum ConfigKind {
    BOTS("system-config/bots", List.of("channel", "bot_id"), List.of("secret", "open_id"), List.of()),
    CONNECTS("/apis/v1/datasource/connect", List.of("name"), List.of(), List.of()),
    DATASOURCES("/apis/v1/datasource", List.of("type", "name"), List.of("connect"), List.of()),
    TASKS(
            "/apis/v1/intelligent-threshold/task",
            List.of("task_name"),
            List.of("chart", "products", "customers"),
            List.of("task_id", "metric_template_value", "n_count", "direction", "sensitivity", "task_priority")),
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

    /** Those that can be switched on and off. */
    private static final Set<ConfigKind> SWITCHED = EnumSet.of(BOTS, CONNECTS, DATASOURCES);

    private static final String ACTIVE = "is_active";
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

    /** Where one is made, without a slash at the end. */
    String path(JsonNode one) {
        return this == DATASOURCES ? path + "/" + one.path("type").asText() : path;
    }

    /** Whether one is switched on or off by a call of its own. */
    boolean switchedByCall() {
        return this == DATASOURCES;
    }

    /** A field that the hub shows and does not take is refused in a file. */
    void refuseUnwritable(JsonNode wanted, String file) {
        if (wanted.has(ACTIVE) && !SWITCHED.contains(this)) {
            throw new VeaiopsException(file + ": is_active cannot be written for " + folder()
                    + ": leave it out; delete the file (apply --prune), or silence what it sends");
        }
    }

    /** @param type of data sources; of other kinds any */
    String list(String type) {
        return path + (this == DATASOURCES ? "/" + type : "") + "/?limit=100"
                + (this == SILENCES ? "&state=active&state=pending" : "") + "&skip=";
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
        if (!SWITCHED.contains(this)) {
            kept.remove(ACTIVE);
        }
        if (this == DATASOURCES) {
            spread(kept);
        }
        if (this == TASKS && kept.remove("latest_version") instanceof ObjectNode version) {
            kept.setAll(version.retain(changeable));
            kept.remove("task_id");
        }
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

    /** The config of a data source, whose name follows from its type, is what people write. */
    private static void spread(ObjectNode source) {
        List<String> configs = new ArrayList<>();
        source.fieldNames().forEachRemaining(field -> {
            if (field.endsWith("_config")) {
                configs.add(field);
            }
        });
        configs.forEach(field -> source.setAll((ObjectNode) source.remove(field)));
    }

    /** As a new one is posted. */
    ObjectNode created(ObjectNode wanted) {
        ObjectNode body = wanted.deepCopy();
        if (this == TEMPLATES) {
            body.putArray("agents").add(body.remove("agent_type"));
        }
        if (this != BOTS) {
            body.remove(ACTIVE);
        }
        if (this == DATASOURCES) {
            body.remove("type");
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
        if (this == CONNECTS || this == DATASOURCES) {
            body.remove("type");
        }
        if (this != BOTS && this != CONNECTS) {
            body.remove(ACTIVE);
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
