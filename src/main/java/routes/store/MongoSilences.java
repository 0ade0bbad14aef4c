package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceSource;
import routes.subscription.silence.SilenceState;
import routes.subscription.silence.Silences;

/**
 * Silences in MongoDB. Failure policy: a write and the step of the counter are two operations; when the second one is
 * lost, the periodic full reload of the copies sees the write.
 */
public final class MongoSilences implements Silences, SilenceSource {
    private final MongoCollection<Document> silences;
    private final ChangeCounter changes;

    public MongoSilences(MongoDatabase database, ChangeCounter changes) {
        this.silences = database.getCollection(CollectionNames.SILENCE);
        this.changes = changes;
    }

    @Override
    public long version() {
        return changes.value();
    }

    @Override
    public List<Silence> unexpired(Instant now) {
        return silences.find(Filters.gt("ends_at", Date.from(now)))
                .map(SilenceDocuments::silence)
                .into(new ArrayList<>());
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public void insert(Silence silence) {
        silences.insertOne(SilenceDocuments.document(silence));
        changes.bump();
    }

    @Override
    public Optional<Silence> find(String id) {
        return Optional.ofNullable(silences.find(StoredLists.byId(id)).first()).map(SilenceDocuments::silence);
    }

    @Override
    public Found list(List<SilenceState> states, Instant now, int skip, int limit) {
        Bson wanted = states.isEmpty()
                ? new Document()
                : Filters.or(
                        states.stream().map(state -> in(state, Date.from(now))).toList());
        List<Silence> found = silences.find(wanted)
                .sort(Sorts.descending("_id"))
                .skip(skip)
                .limit(limit)
                .map(SilenceDocuments::silence)
                .into(new ArrayList<>());
        return new Found(found, silences.countDocuments(wanted));
    }

    @Override
    public boolean replace(Silence silence) {
        boolean found = silences.replaceOne(StoredLists.byId(silence.id()), SilenceDocuments.document(silence))
                        .getMatchedCount()
                == 1;
        if (found) {
            changes.bump();
        }
        return found;
    }

    @Override
    public void matched(String id, Instant now) {
        change(id, now, Updates.set(SilenceDocuments.MATCHED, true));
    }

    @Override
    public void end(String id, Instant now) {
        change(id, now, Updates.set("ends_at", Date.from(now)));
    }

    private void change(String id, Instant now, Bson change) {
        Bson unexpired = Filters.and(StoredLists.byId(id), Filters.gt("ends_at", Date.from(now)));
        Bson stamp = Updates.set("updated_at", Date.from(now));
        if (silences.updateOne(unexpired, Updates.combine(change, stamp)).getMatchedCount() == 1) {
            changes.bump();
        }
    }

    private static Bson in(SilenceState state, Date now) {
        return switch (state) {
            case PENDING -> Filters.gt("starts_at", now);
            case ACTIVE -> Filters.and(Filters.lte("starts_at", now), Filters.gt("ends_at", now));
            case EXPIRED -> Filters.lte("ends_at", now);
        };
    }
}
