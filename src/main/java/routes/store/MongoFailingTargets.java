package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.notice.FailingTarget;
import routes.notice.FailingTargets;
import routes.notice.FailureReason;
import routes.notice.Notice;

/** The {@link FailingTargets} in MongoDB: one small document for each. */
public final class MongoFailingTargets extends Documents<FailingTarget> implements FailingTargets {
    private static final int MOST = 1000;
    private static final String TARGET = "target";
    private static final String CHANNEL = "channel";
    private static final String BOT = "bot_id";
    private static final String SINCE = "failing_since";
    private static final String LAST = "last_failure_at";
    private static final String FAILURES = "failures";
    private static final String REASON = "reason";
    private static final String TEXT = "text";
    private static final String OFF = "off_since";
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    public MongoFailingTargets(MongoDatabase database) {
        super(database, CollectionNames.FAILING_TARGET, FailingTarget.class);
    }

    @Override
    public List<FailingTarget> all() {
        return read(collection().find().sort(Sorts.ascending(SINCE)).limit(MOST));
    }

    @Override
    public FailingTarget failed(Notice notice, FailureReason reason, String text, Instant now) {
        String target = notice.orderKey();
        Document after = collection()
                .findOneAndUpdate(
                        eq("_id", new ObjectId(FailingTarget.idOf(target))),
                        Updates.combine(
                                Updates.setOnInsert(TARGET, target),
                                Updates.setOnInsert(CHANNEL, notice.target().channel()),
                                Updates.setOnInsert(SINCE, Date.from(now)),
                                Updates.setOnInsert(OFF, null),
                                Updates.set(BOT, notice.target().botId()),
                                Updates.set(LAST, Date.from(now)),
                                Updates.set(REASON, reason.wireName()),
                                Updates.set(TEXT, text),
                                Updates.inc(FAILURES, 1L)),
                        UPSERT);
        return read(Objects.requireNonNull(after));
    }

    @Override
    public void worked(String target) {
        collection().deleteOne(and(eq("_id", new ObjectId(FailingTarget.idOf(target))), eq(OFF, null)));
    }

    @Override
    public boolean switchOff(String id, Instant now) {
        return changeIf(id, eq(OFF, null), Updates.set(OFF, Date.from(now)));
    }

    @Override
    public boolean forget(String id) {
        return delete(id);
    }

    @Override
    public void forgetBot(String channel, String botId) {
        collection().deleteMany(and(eq(CHANNEL, channel), eq(BOT, botId)));
    }
}
