package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.Bundle;
import routes.notice.FailureReason;
import routes.notice.NoticeFilter;
import routes.notice.NoticeQueries;
import routes.notice.NoticeView;
import routes.notice.ShownTarget;

/** Answers questions about notices from MongoDB. */
public final class MongoNoticeQueries implements NoticeQueries {
    private final MongoCollection<Document> notices;

    public MongoNoticeQueries(MongoDatabase database) {
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    @Override
    public List<NoticeView> byIds(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return notices.find(Filters.in("_id", ids.stream().map(ObjectId::new).toList()))
                .projection(Projections.exclude("event", NoticeDocuments.BUNDLE))
                .sort(Sorts.ascending("created_at", "_id"))
                .map(MongoNoticeQueries::view)
                .into(new ArrayList<>());
    }

    @Override
    public Map<Long, PublishedEvent> contents(Collection<String> ids) {
        Map<Long, PublishedEvent> contents = new HashMap<>();
        Bson changes = Filters.and(
                Filters.in("_id", ids.stream().map(ObjectId::new).toList()),
                Filters.exists("event"),
                Filters.ne("transition", Transition.REPEATED.wireName()));
        notices.find(changes)
                .projection(Projections.include("revision", "event"))
                .forEach(found -> contents.computeIfAbsent(
                        found.get("revision", Number.class).longValue(), first -> NoticeDocuments.event(found)));
        return contents;
    }

    @Override
    public Optional<Bundle> bundle(String id) {
        return ObjectId.isValid(id)
                ? Optional.ofNullable(notices.find(Filters.eq("_id", new ObjectId(id)))
                                .projection(Projections.include(NoticeDocuments.BUNDLE))
                                .first())
                        .flatMap(NoticeDocuments::bundle)
                : Optional.empty();
    }

    @Override
    public Found find(NoticeFilter filter, int skip, int limit) {
        List<Bson> clauses = clauses(filter);
        Bson query = clauses.isEmpty() ? new Document() : Filters.and(clauses);
        List<NoticeView> found = notices.find(query)
                .projection(Projections.exclude("event", NoticeDocuments.BUNDLE))
                .sort(Sorts.descending("created_at", "_id"))
                .skip(skip)
                .limit(limit)
                .map(MongoNoticeQueries::view)
                .into(new ArrayList<>());
        return new Found(found, clauses.isEmpty() ? notices.estimatedDocumentCount() : notices.countDocuments(query));
    }

    private static List<Bson> clauses(NoticeFilter filter) {
        List<Bson> clauses = new ArrayList<>();
        List<String> states = filter.states().stream().map(Enum::name).toList();
        StoredLists.anyOf("state", states).ifPresent(clauses::add);
        StoredLists.anyOf("notice_channel", filter.channels()).ifPresent(clauses::add);
        StoredLists.anyOf("reason", filter.reasons()).ifPresent(clauses::add);
        Optional.ofNullable(filter.target()).ifPresent(value -> clauses.add(NoticeDocuments.aimedAt(value)));
        Optional.ofNullable(filter.subscriptionId())
                .ifPresent(value -> clauses.add(Filters.eq("subscription_id", value)));
        Optional.ofNullable(filter.eventId())
                .ifPresent(value -> clauses.add(Filters.eq("event_main_id", new ObjectId(value))));
        Optional.ofNullable(filter.from()).ifPresent(value -> clauses.add(Filters.gte("created_at", Date.from(value))));
        Optional.ofNullable(filter.to()).ifPresent(value -> clauses.add(Filters.lte("created_at", Date.from(value))));
        return clauses;
    }

    private static NoticeView view(Document document) {
        return new NoticeView(
                StoredFields.id(document),
                eventId(document),
                StoredFields.text(document, "event_level").orElse(null),
                StoredFields.of(document, "revision", Number.class)
                        .map(Number::longValue)
                        .orElse(null),
                StoredFields.text(document, "transition").orElse(null),
                StoredFields.text(document, "kind").orElse(null),
                StoredFields.text(document, NoticeDocuments.CARRIED_BY).orElse(null),
                carries(document),
                StoredFields.text(document, "notice_channel").orElse(""),
                StoredFields.text(document, "target").map(ShownTarget::of).orElse(""),
                StoredFields.text(document, "subscription_id").orElse(null),
                StoredFields.text(document, "subscription_name").orElse(null),
                StoredFields.text(document, "state").orElse(null),
                StoredFields.text(document, "reason").orElse(null),
                StoredFields.of(document, "status", Number.class)
                        .map(Number::intValue)
                        .orElse(0),
                NoticeDocuments.causes(document),
                attempts(document),
                entries(document, "replays"),
                StoredFields.instant(document, "next_attempt_at").orElse(null),
                StoredFields.texts(document, "out_message_ids"),
                StoredFields.instant(document, "created_at").orElse(null),
                StoredFields.instant(document, "updated_at").orElse(null));
    }

    private static @Nullable String eventId(Document document) {
        return StoredFields.of(document, "event_main_id", ObjectId.class)
                .map(ObjectId::toHexString)
                .orElse(null);
    }

    private static @Nullable Integer carries(Document document) {
        return document.get(NoticeDocuments.CARRIES) instanceof Integer count ? count : null;
    }

    private static List<Map<String, Object>> attempts(Document document) {
        List<Map<String, Object>> attempts = entries(document, "attempts");
        attempts.forEach(attempt ->
                FailureReason.runbook(attempt.get("reason")).ifPresent(page -> attempt.put("runbook", page)));
        return attempts;
    }

    private static List<Map<String, Object>> entries(Document document, String field) {
        return EventViews.documents(document, field).stream()
                .map(MongoNoticeQueries::entry)
                .toList();
    }

    private static Map<String, Object> entry(Document stored) {
        Map<String, Object> entry = new LinkedHashMap<>();
        stored.forEach((name, value) -> {
            if (value != null) {
                entry.put(name, value instanceof Date date ? date.toInstant() : value);
            }
        });
        return entry;
    }
}
