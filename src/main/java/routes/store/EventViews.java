package routes.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.event.AlarmView;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.event.EventView;
import routes.event.LogPosition;

/** Documents as people see them. Those that VeAIOps wrote are read too: what is missing stays absent. */
final class EventViews {
    private EventViews() {}

    static EventView event(Document document) {
        int status = StoredFields.of(document, "status", Number.class)
                .map(Number::intValue)
                .orElse(0);
        return new EventView(
                StoredFields.id(document),
                StoredFields.text(document, "agent_type").orElse(""),
                oneOf(Level.class, document, "event_level").orElse(null),
                StoredFields.texts(document, "region"),
                StoredFields.texts(document, "project"),
                StoredFields.texts(document, "product"),
                StoredFields.texts(document, "customer"),
                BsonJson.toJson(document.get("raw_data")),
                StoredFields.text(document, "datasource_type").orElse(null),
                document.containsKey("channel_msg") ? BsonJson.toJson(document.get("channel_msg")) : null,
                StoredFields.instant(document, "created_at").orElse(null),
                StoredFields.instant(document, "updated_at").orElse(null),
                status,
                EventStatus.ofCode(status).map(EventStatus::shown).orElse(null),
                own(document),
                StoredFields.texts(document, "notice_ids"),
                documents(document, "history").stream().map(EventViews::move).toList());
    }

    private static EventView.@Nullable Own own(Document document) {
        Optional<EventState> state = oneOf(EventState.class, document, "state");
        return state.map(known -> new EventView.Own(
                        StoredFields.text(document, "source").orElse(""),
                        StoredFields.text(document, "title").orElse(""),
                        StoredFields.text(document, "summary").orElse(""),
                        labels(document),
                        StoredFields.text(document, "fingerprint").orElse(""),
                        known,
                        number(document, "count"),
                        number(document, "revision"),
                        StoredFields.instant(document, "first_seen").orElse(null),
                        StoredFields.instant(document, "last_seen").orElse(null),
                        StoredFields.instant(document, "resolved_at").orElse(null),
                        StoredFields.instant(document, "started_at").orElse(null),
                        StoredFields.instant(document, "expires_at").orElse(null),
                        oneOf(Level.class, document, "worst_level").orElse(null),
                        Optional.ofNullable(document.get("previous_id"))
                                .map(String::valueOf)
                                .orElse(null),
                        oneOf(Disposition.class, document, "disposition").orElse(Disposition.NOTIFY),
                        StoredFields.of(document, "applied", Document.class)
                                .map(EventViews::position)
                                .orElse(""),
                        StoredFields.instant(document, MongoAcknowledgements.AT).orElse(null),
                        StoredFields.text(document, MongoAcknowledgements.BY).orElse(null)))
                .orElse(null);
    }

    static AlarmView alarm(Document document) {
        return new AlarmView(
                StoredFields.id(document),
                StoredFields.text(document, "outcome").orElse(null),
                StoredFields.text(document, "source").orElse(null),
                StoredFields.text(document, "status").orElse(null),
                StoredFields.text(document, "level").orElse(null),
                StoredFields.text(document, "title").orElse(null),
                StoredFields.text(document, "fingerprint").orElse(null),
                StoredFields.text(document, "retry_id").orElse(null),
                StoredFields.text(document, "source_event_id").orElse(null),
                StoredFields.instant(document, "started_at").orElse(null),
                StoredFields.instant(document, "sent_at")
                        .or(() -> StoredFields.instant(document, "occurred_at"))
                        .orElse(null),
                StoredFields.instant(document, "expires_at").orElse(null),
                StoredFields.instant(document, "received_at").orElse(null),
                position(document),
                tree(StoredFields.text(document, "raw").orElse("null")));
    }

    private static EventView.Move move(Document document) {
        return new EventView.Move(
                number(document, "revision"),
                StoredFields.text(document, "transition").orElse("").toLowerCase(Locale.ROOT),
                oneOf(Level.class, document, "level").orElse(Level.P2),
                StoredFields.instant(document, "at").orElseThrow(),
                position(document),
                EventDocuments.flapping(document));
    }

    private static String position(Document document) {
        return new LogPosition((int) number(document, "partition"), number(document, "offset")).toString();
    }

    private static Map<String, String> labels(Document document) {
        Map<String, String> labels = new LinkedHashMap<>();
        documents(document, "labels").forEach(pair -> labels.put(pair.getString("k"), pair.getString("v")));
        return labels;
    }

    static List<Document> documents(Document document, String field) {
        return document.get(field) instanceof List<?> list
                ? list.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .toList()
                : List.of();
    }

    private static long number(Document document, String field) {
        return StoredFields.of(document, field, Number.class)
                .map(Number::longValue)
                .orElse(0L);
    }

    private static <E extends Enum<E>> Optional<E> oneOf(Class<E> type, Document document, String field) {
        return StoredFields.text(document, field).flatMap(text -> List.of(type.getEnumConstants()).stream()
                .filter(value -> value.name().equals(text))
                .findFirst());
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(json);
        }
    }
}
