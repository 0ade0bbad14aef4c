package routes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.account.AuditLog;
import routes.account.AuditRecord;
import routes.account.AuditRecord.Kind;
import routes.common.json.Json;
import routes.common.repository.Listed;

/**
 * The audit in MongoDB. {@code publish_key} is there until the topic has the record: {@code e:<id>} once it has ended,
 * {@code b:<id>} while it goes on, so that one unique key finds what waits.
 */
public final class MongoAuditLog extends Documents<AuditRecord> implements AuditLog {
    static final String PUBLISH_KEY = "publish_key";
    private static final String OUTCOME = "outcome";
    private static final List<String> TREES = List.of("before", "after");
    private static final String ENDED = "e:";
    private static final String BEGUN = "b:";
    /** Larger than every hex digit. */
    private static final String AFTER_ALL = "g";

    public MongoAuditLog(MongoDatabase database) {
        super(database, CollectionNames.AUDIT, AuditRecord.class);
    }

    @Override
    public void add(AuditRecord record) {
        insert(record);
    }

    @Override
    public void end(AuditRecord record) {
        replace(record);
    }

    private static String key(AuditRecord record) {
        return key(record.outcome().wireName(), record.id());
    }

    private static String key(String outcome, String id) {
        return (outcome.equals(AuditRecord.Outcome.BEGUN.wireName()) ? BEGUN : ENDED) + id;
    }

    @Override
    public Listed<AuditRecord> list(Filter filter, int skip, int limit) {
        Bson wanted = wanted(filter);
        return new Listed<>(
                read(collection()
                        .find(wanted)
                        .sort(Sorts.descending("_id"))
                        .skip(skip)
                        .limit(limit)),
                collection().countDocuments(wanted));
    }

    private static Bson wanted(Filter filter) {
        List<Bson> all = new ArrayList<>();
        Optional.ofNullable(filter.actor()).ifPresent(actor -> all.add(Filters.eq("actor", actor)));
        Optional.ofNullable(filter.operation()).ifPresent(name -> all.add(Filters.eq("operation", name)));
        StoredLists.anyOf("kind", filter.kinds().stream().map(Kind::wireName).toList())
                .ifPresent(all::add);
        StoredLists.anyOf(
                        OUTCOME,
                        filter.outcomes().stream()
                                .map(AuditRecord.Outcome::wireName)
                                .toList())
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
        return read(collection()
                .find(Filters.and(Filters.gte(PUBLISH_KEY, from), Filters.lt(PUBLISH_KEY, to)))
                .sort(Sorts.ascending(PUBLISH_KEY))
                .limit(limit));
    }

    /** One that has ended meanwhile is published once more. */
    @Override
    public void published(List<AuditRecord> records) {
        for (AuditRecord record : records) {
            changeIf(record.id(), Filters.eq(PUBLISH_KEY, key(record)), Updates.unset(PUBLISH_KEY));
        }
    }

    /** @return how many there were */
    public long deleteBefore(Instant instant) {
        return collection().deleteMany(Filters.lt("at", Date.from(instant))).getDeletedCount();
    }

    /** Trees as text: names in them may hold dots, and no query looks into them. */
    @Override
    protected void toStore(ObjectNode tree) {
        for (String name : TREES) {
            tree.put(name, tree.path(name).isNull() ? null : tree.path(name).toString());
        }
        tree.put(PUBLISH_KEY, key(tree.path(OUTCOME).asText(), tree.path("_id").asText()));
    }

    @Override
    protected void fromStore(ObjectNode tree) {
        for (String name : TREES) {
            JsonNode text = tree.remove(name);
            if (text != null && text.isTextual()) {
                tree.set(name, parsed(text.textValue()));
            }
        }
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            return null;
        }
    }
}
