package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.notice.FlappingWatch;
import routes.subscription.Subscription.Target;

/** Which targets got the notice that a problem flaps, in MongoDB, found by their unique due key. */
public final class MongoFlappingWatches implements FlappingWatch.Book {
    /** Unique and sparse, sorts by time. */
    static final String DUE_KEY = "due_key";

    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);

    private final MongoCollection<Document> watches;

    public MongoFlappingWatches(MongoDatabase database) {
        watches = database.getCollection(CollectionNames.FLAPPING);
    }

    @Override
    public Map<String, FlappingWatch> of(Collection<String> ids) {
        Map<String, FlappingWatch> found = new HashMap<>();
        watches.find(in("_id", ids.stream().map(ObjectId::new).toList()))
                .map(MongoFlappingWatches::watch)
                .forEach(watch -> found.put(watch.id(), watch));
        return found;
    }

    @Override
    public void begin(Collection<FlappingWatch> begun, Instant due) {
        if (begun.isEmpty()) {
            return;
        }
        try {
            watches.insertMany(begun.stream().map(watch -> document(watch, due)).toList(), ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
        }
    }

    @Override
    public List<FlappingWatch> due(Instant now, int limit) {
        return watches.find(lt(DUE_KEY, NoticeDocuments.dueKey(now, "~")))
                .sort(Sorts.ascending(DUE_KEY))
                .limit(limit)
                .map(MongoFlappingWatches::watch)
                .into(new ArrayList<>());
    }

    @Override
    public void postpone(FlappingWatch watch, Instant due) {
        watches.updateOne(asRead(watch), Updates.set(DUE_KEY, NoticeDocuments.dueKey(due, watch.id())));
    }

    @Override
    public void end(FlappingWatch watch) {
        watches.deleteOne(asRead(watch));
    }

    private static Bson asRead(FlappingWatch watch) {
        return and(eq("_id", new ObjectId(watch.id())), eq("notice_id", watch.noticeId()));
    }

    private static Document document(FlappingWatch watch, Instant due) {
        return new Document("_id", new ObjectId(watch.id()))
                .append("fingerprint", watch.fingerprint())
                .append("since", Date.from(watch.since()))
                .append("channel", watch.target().channel())
                .append("target", watch.target().address())
                .append("bot_id", watch.target().botId())
                .append("format", watch.target().format())
                .append("subscription_id", watch.subscriptionId())
                .append("subscription_name", watch.subscriptionName())
                .append("notice_id", watch.noticeId())
                .append(DUE_KEY, NoticeDocuments.dueKey(due, watch.id()));
    }

    private static FlappingWatch watch(Document document) {
        return new FlappingWatch(
                StoredFields.id(document),
                document.getString("fingerprint"),
                document.getDate("since").toInstant(),
                new Target(
                        document.getString("channel"),
                        document.getString("target"),
                        document.getString("bot_id"),
                        document.getString("format")),
                document.getString("subscription_id"),
                document.getString("subscription_name"),
                document.getString("notice_id"));
    }
}
