package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.notice.WaitingRecoveries;

/**
 * Recoveries that wait, in MongoDB, found by their problem and target. One that was sent keeps its key until that
 * key is read the next time: a delivery need not write it.
 */
public final class MongoWaitingRecoveries implements WaitingRecoveries {
    private static final String AFTER_BLANK = "!";
    private static final NoticeMove WITHDRAWN = new NoticeMove(NoticeState.PENDING, NoticeState.SUPPRESSED);

    private final MongoCollection<Document> notices;

    public MongoWaitingRecoveries(MongoDatabase database) {
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    @Override
    public List<Notice> waiting(Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Bson found = or(keys.stream()
                .map(key ->
                        and(gt(NoticeDocuments.WAIT_KEY, key + " "), lt(NoticeDocuments.WAIT_KEY, key + AFTER_BLANK)))
                .toList());
        notices.updateMany(
                and(found, ne("state", NoticeState.PENDING.name())), Updates.unset(NoticeDocuments.WAIT_KEY));
        return notices.find(and(found, WITHDRAWN.starts()))
                .map(NoticeDocuments::notice)
                .into(new ArrayList<>());
    }

    @Override
    public boolean withdraw(Notice recovery, Instant now) {
        Bson stillWaits =
                and(eq("_id", new ObjectId(recovery.id())), WITHDRAWN.starts(), eq("version", recovery.version()));
        Bson withdrawn = WITHDRAWN.change(
                now,
                List.of(
                        Updates.set("reason", Notice.CAME_BACK),
                        Updates.unset(NoticeDocuments.DUE_KEY),
                        Updates.unset(NoticeDocuments.NEXT_ATTEMPT),
                        Updates.unset(NoticeDocuments.WAIT_KEY)));
        return notices.updateOne(stillWaits, withdrawn).getMatchedCount() == 1;
    }
}
