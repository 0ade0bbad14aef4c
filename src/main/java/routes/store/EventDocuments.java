package routes.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.alarm.OwnRule;
import routes.event.Event;
import routes.event.EventState;
import routes.event.Flapping;
import routes.event.LogPosition;
import routes.event.Transition;

/** An {@link Event} as a document of {@code veaiops__event}, with VeAIOps' field names. */
final class EventDocuments {
    /** Written once, and only when there is something to write: when an event begins. */
    static final String RECENT = "recent_changes";

    /** Of an event that a rule of ours raised: its data source; others lack it. */
    static final String RULE_SOURCE = "rule_source";

    /** Of open events that end by themselves: sorts them by that time, one key for each. */
    static final String EXPIRY_KEY = "expiry_key";

    private EventDocuments() {}

    static @Nullable String expiryKey(Event event) {
        Instant at = event.expires() ? event.times().expiresAt() : null;
        return at == null ? null : NoticeDocuments.dueKey(at, event.id());
    }

    /** Appends the fields that the merge owns; the delivery owns {@code status} and {@code notice_ids}. */
    static Document append(Document document, Event event) {
        content(document, event.content());
        return state(document, event);
    }

    private static void content(Document document, Event.Content content) {
        document.append("agent_type", content.agentType())
                .append("datasource_type", content.datasourceType())
                .append("project", content.project())
                .append("product", content.product())
                .append("customer", content.customer())
                .append("region", content.region())
                .append("raw_data", BsonJson.written(content.raw()))
                .append("source", content.source())
                .append("title", content.title())
                .append("summary", content.summary())
                .append("labels", labels(content.labels()))
                .append("disposition", content.disposition().name());
        OwnRule.of(content.labels()).ifPresent(rule -> document.append(RULE_SOURCE, rule.dataSourceId()));
    }

    private static Document state(Document document, Event event) {
        return document.append("event_level", event.level().name())
                .append("created_at", date(event.firstSeen()))
                .append("updated_at", date(event.lastSeen()))
                .append("fingerprint", event.fingerprint())
                .append("state", event.state().name())
                .append("count", event.count())
                .append("first_seen", date(event.firstSeen()))
                .append("last_seen", date(event.lastSeen()))
                .append("resolved_at", date(event.resolvedAt()))
                .append("source_time", date(event.times().sentAt()))
                .append("started_at", date(event.times().startedAt()))
                .append("expires_at", date(event.times().expiresAt()))
                .append("overruled_end", date(event.times().overruledEnd()))
                .append("worst_level", event.worst().name())
                .append("revision", event.revision())
                .append("applied", position(event.applied()))
                .append("previous_id", event.previousId() == null ? null : new ObjectId(event.previousId()))
                .append(
                        "history",
                        event.history().stream().map(EventDocuments::step).toList());
    }

    static Event event(Document document) {
        return new Event(
                document.getObjectId("_id").toHexString(),
                content(document),
                document.getString("fingerprint"),
                EventState.valueOf(document.getString("state")),
                Level.valueOf(document.getString("event_level")),
                worst(document),
                number(document, "count"),
                instant(document, "first_seen").orElseThrow(),
                instant(document, "last_seen").orElseThrow(),
                instant(document, "resolved_at").orElse(null),
                times(document),
                number(document, "revision"),
                position(document.get("applied", Document.class)),
                Optional.ofNullable(document.getObjectId("previous_id"))
                        .map(ObjectId::toHexString)
                        .orElse(null),
                document.getList("history", Document.class).stream()
                        .map(EventDocuments::step)
                        .toList(),
                document.getList(RECENT, Date.class, List.of()).stream()
                        .map(Date::toInstant)
                        .toList());
    }

    private static Event.Times times(Document document) {
        return new Event.Times(
                instant(document, "started_at").orElse(null),
                instant(document, "source_time").orElse(null),
                instant(document, "expires_at").orElse(null),
                instant(document, "overruled_end").orElse(null));
    }

    /** Documents of before 0.2 have no worst level: there the level of an open event never fell. */
    private static Level worst(Document document) {
        String worst = document.getString("worst_level");
        return Level.valueOf(worst == null ? document.getString("event_level") : worst);
    }

    private static Event.Content content(Document document) {
        return new Event.Content(
                document.getString("source"),
                document.getString("agent_type"),
                document.getString("datasource_type"),
                document.getString("title"),
                document.getString("summary"),
                labels(document),
                document.getList("project", String.class),
                document.getList("product", String.class),
                document.getList("customer", String.class),
                document.getList("region", String.class),
                Disposition.valueOf(document.getString("disposition")),
                BsonJson.toJson(document.get("raw_data")));
    }

    /** Label names may hold dots, so labels are stored as pairs. */
    private static List<Document> labels(Map<String, String> labels) {
        List<Document> pairs = new ArrayList<>(labels.size());
        labels.forEach((name, value) -> pairs.add(new Document("k", name).append("v", value)));
        return pairs;
    }

    static Map<String, String> labels(Document document) {
        Map<String, String> labels = new LinkedHashMap<>();
        document.getList("labels", Document.class, List.of())
                .forEach(pair -> labels.put(pair.getString("k"), pair.getString("v")));
        return labels;
    }

    private static Document step(Event.Step step) {
        Document document = new Document("revision", step.revision())
                .append("transition", step.transition().wireName())
                .append("level", step.level().name())
                .append("at", date(step.at()))
                .append("partition", step.position().partition())
                .append("offset", step.position().offset());
        Flapping flapping = step.flapping();
        return flapping == null ? document : document.append("flapping", flapping(flapping));
    }

    private static Document flapping(Flapping flapping) {
        return new Document("since", date(flapping.since()))
                .append("changes", flapping.changes())
                .append("worst", flapping.worst().name())
                .append("worse", flapping.worse());
    }

    /** What a step is part of; null for nearly every step. */
    static @Nullable Flapping flapping(Document step) {
        return StoredFields.of(step, "flapping", Document.class)
                .map(stored -> new Flapping(
                        instant(stored, "since").orElseThrow(),
                        stored.getInteger("changes"),
                        Level.valueOf(stored.getString("worst")),
                        stored.getBoolean("worse")))
                .orElse(null);
    }

    private static Event.Step step(Document document) {
        return new Event.Step(
                number(document, "revision"),
                Transition.valueOf(document.getString("transition").toUpperCase(java.util.Locale.ROOT)),
                Level.valueOf(document.getString("level")),
                instant(document, "at").orElseThrow(),
                position(document),
                flapping(document));
    }

    static Document position(LogPosition position) {
        return new Document("partition", position.partition()).append("offset", position.offset());
    }

    static LogPosition position(Document document) {
        return new LogPosition(document.getInteger("partition"), number(document, "offset"));
    }

    static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
