package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.notice.FailingTarget;
import routes.notice.FailingTargets;
import routes.notice.FailureReason;
import routes.notice.Notice;

/** The {@link FailingTargets} in MongoDB: one small document for each. */
public final class MongoFailingTargets implements FailingTargets {
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

    private final MongoCollection<Document> targets;

    public MongoFailingTargets(MongoDatabase database) {
        targets = database.getCollection(CollectionNames.FAILING_TARGET);
    }

    @Override
    public List<FailingTarget> all() {
        return targets.find()
                .sort(Sorts.ascending(SINCE))
                .limit(MOST)
                .map(MongoFailingTargets::read)
                .into(new ArrayList<>());
    }

    @Override
    public FailingTarget failed(Notice notice, FailureReason reason, String text, Instant now) {
        String target = notice.orderKey();
        Document after = targets.findOneAndUpdate(
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
        targets.deleteOne(and(eq("_id", new ObjectId(FailingTarget.idOf(target))), eq(OFF, null)));
    }

    @Override
    public boolean switchOff(String id, Instant now) {
        return targets.updateOne(and(eq("_id", new ObjectId(id)), eq(OFF, null)), Updates.set(OFF, Date.from(now)))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public Optional<FailingTarget> find(String id) {
        return Optional.ofNullable(targets.find(StoredLists.byId(id)).first()).map(MongoFailingTargets::read);
    }

    @Override
    public boolean forget(String id) {
        return targets.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    @Override
    public void forgetBot(String channel, String botId) {
        targets.deleteMany(and(eq(CHANNEL, channel), eq(BOT, botId)));
    }

    private static FailingTarget read(Document stored) {
        Date off = stored.getDate(OFF);
        return new FailingTarget(
                StoredFields.id(stored),
                stored.getString(TARGET),
                stored.getString(CHANNEL),
                stored.getString(BOT),
                stored.getDate(SINCE).toInstant(),
                stored.getDate(LAST).toInstant(),
                stored.get(FAILURES, Number.class).longValue(),
                stored.getString(REASON),
                stored.getString(TEXT),
                off == null ? null : off.toInstant());
    }
}
