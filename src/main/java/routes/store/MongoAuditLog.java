package routes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.account.AuditLog;
import routes.account.AuditRecord;
import routes.account.AuditRecord.Kind;
import routes.account.AuditRecord.Outcome;
import routes.common.json.Json;
import routes.common.repository.Listed;

/**
 * The audit in MongoDB. {@code publish_key} is there until the topic has the record: {@code e:<id>} once it has ended,
 * {@code b:<id>} while it goes on, so that one unique key finds what waits.
 */
public final class MongoAuditLog implements AuditLog {
    static final String PUBLISH_KEY = "publish_key";
    private static final String ENDED = "e:";
    private static final String BEGUN = "b:";
    /** Larger than every hex digit. */
    private static final String AFTER_ALL = "g";

    private final MongoCollection<Document> audit;

    public MongoAuditLog(MongoDatabase database) {
        this.audit = database.getCollection(CollectionNames.AUDIT);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public void add(AuditRecord record) {
        audit.insertOne(new Document("_id", new ObjectId(record.id()))
                .append("at", Date.from(record.at()))
                .append("kind", record.kind().wireName())
                .append("actor", record.actor())
                .append("address", record.address())
                .append("request_id", record.requestId())
                .append("operation", record.operation())
                .append("path", record.path())
                .append("outcome", record.outcome().wireName())
                .append("error", record.error())
                .append("before", text(record.before()))
                .append("after", text(record.after()))
                .append(PUBLISH_KEY, key(record)));
    }

    @Override
    public void end(AuditRecord record) {
        audit.updateOne(
                StoredLists.byId(record.id()),
                Updates.combine(
                        Updates.set("outcome", record.outcome().wireName()),
                        Updates.set("error", record.error()),
                        Updates.set("after", text(record.after())),
                        Updates.set(PUBLISH_KEY, key(record))));
    }

    private static String key(AuditRecord record) {
        return (record.outcome() == Outcome.BEGUN ? BEGUN : ENDED) + record.id();
    }

    @Override
    public Listed<AuditRecord> list(Filter filter, int skip, int limit) {
        Bson wanted = wanted(filter);
        List<AuditRecord> found = audit.find(wanted)
                .sort(Sorts.descending("_id"))
                .skip(skip)
                .limit(limit)
                .map(MongoAuditLog::record)
                .into(new ArrayList<>());
        return new Listed<>(found, audit.countDocuments(wanted));
    }

    private static Bson wanted(Filter filter) {
        List<Bson> all = new ArrayList<>();
        Optional.ofNullable(filter.actor()).ifPresent(actor -> all.add(Filters.eq("actor", actor)));
        Optional.ofNullable(filter.operation()).ifPresent(name -> all.add(Filters.eq("operation", name)));
        StoredLists.anyOf("kind", filter.kinds().stream().map(Kind::wireName).toList())
                .ifPresent(all::add);
        StoredLists.anyOf(
                        "outcome",
                        filter.outcomes().stream().map(Outcome::wireName).toList())
                .ifPresent(all::add);
        Optional.ofNullable(filter.from()).ifPresent(from -> all.add(Filters.gte("at", Date.from(from))));
        Optional.ofNullable(filter.to()).ifPresent(to -> all.add(Filters.lt("at", Date.from(to))));
        return all.isEmpty() ? new Document() : Filters.and(all);
    }

    @Override
    public List<AuditRecord> unpublished(Instant abandoned, int limit) {
        List<AuditRecord> found = between(ENDED, ENDED + AFTER_ALL, limit);
        found.addAll(between(BEGUN, BEGUN + new ObjectId(Date.from(abandoned)).toHexString(), limit));
        return found;
    }

    private List<AuditRecord> between(String from, String to, int limit) {
        return audit.find(Filters.and(Filters.gte(PUBLISH_KEY, from), Filters.lt(PUBLISH_KEY, to)))
                .sort(Sorts.ascending(PUBLISH_KEY))
                .limit(limit)
                .map(MongoAuditLog::record)
                .into(new ArrayList<>());
    }

    /** One that has ended meanwhile is published once more. */
    @Override
    public void published(List<AuditRecord> records) {
        for (AuditRecord record : records) {
            audit.updateOne(
                    Filters.and(StoredLists.byId(record.id()), Filters.eq(PUBLISH_KEY, key(record))),
                    Updates.unset(PUBLISH_KEY));
        }
    }

    /** @return how many there were */
    public long deleteBefore(Instant instant) {
        return audit.deleteMany(Filters.lt("at", Date.from(instant))).getDeletedCount();
    }

    private static AuditRecord record(Document document) {
        return new AuditRecord(
                StoredFields.id(document),
                StoredFields.instant(document, "at").orElse(Instant.EPOCH),
                Kind.valueOf(word(document, "kind")),
                StoredFields.text(document, "actor").orElse(""),
                StoredFields.text(document, "address").orElse(""),
                StoredFields.text(document, "request_id").orElse(""),
                StoredFields.text(document, "operation").orElse(""),
                StoredFields.text(document, "path").orElse(""),
                Outcome.valueOf(word(document, "outcome")),
                StoredFields.text(document, "error").orElse(null),
                tree(document, "before"),
                tree(document, "after"));
    }

    private static String word(Document document, String field) {
        return document.getString(field).toUpperCase(Locale.ROOT);
    }

    /** As text: names in it may hold dots, and nobody looks for what is in it. */
    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private static @Nullable JsonNode tree(Document document, String field) {
        String text = document.getString(field);
        try {
            return text == null ? null : Json.mapper().readTree(text);
        } catch (IOException e) {
            return null;
        }
    }
}
