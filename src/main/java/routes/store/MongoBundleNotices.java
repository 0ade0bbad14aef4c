package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.common.error.VeaiopsException;
import routes.notice.Bundle;
import routes.notice.BundleNotices;
import routes.notice.Notice;
import routes.notice.NoticeState;

/** Messages that carry others, in the collection of notices. */
public final class MongoBundleNotices implements BundleNotices {
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> notices;
    private final Duration grace;

    /** @param grace how long a new message waits for its delivery before the retry sweeper queues it */
    public MongoBundleNotices(MongoDatabase database, Duration grace) {
        this.notices = database.getCollection(CollectionNames.NOTICE);
        this.grace = grace;
    }

    @Override
    public Notice put(Notice carrier) {
        new MongoNoticeStore(notices, grace).add(List.of(carrier));
        Document stored = notices.find(eq("_id", new ObjectId(carrier.id()))).first();
        if (stored == null) {
            throw new VeaiopsException("notice " + carrier.id() + " was stored and is not there");
        }
        return NoticeDocuments.notice(stored);
    }

    @Override
    public void carry(Notice carrier, Instant now) {
        notices.updateMany(
                and(waiting(carrier), gt(NoticeDocuments.GATHER_KEY, "")),
                Updates.combine(
                        Updates.set(NoticeDocuments.CARRIED_BY, carrier.id()),
                        Updates.set("reason", carrier.carriesAs()),
                        Updates.unset(NoticeDocuments.GATHER_KEY),
                        Updates.set("updated_at", Date.from(now)),
                        Updates.inc("version", 1L)));
    }

    @Override
    public List<Ended> ended(int limit) {
        return notices.find(gt(NoticeDocuments.SETTLE_KEY, ""))
                .sort(Sorts.ascending(NoticeDocuments.SETTLE_KEY))
                .limit(limit)
                .map(MongoBundleNotices::end)
                .into(new ArrayList<>());
    }

    private static Ended end(Document document) {
        Notice carrier = NoticeDocuments.notice(document);
        return new Ended(carrier, carrier.state(), StoredFields.texts(document, "out_message_ids"));
    }

    /** What the crash of a copy left in the gathering travelled too: the message says what it carried. */
    @Override
    public int settle(Ended ended, Instant now) {
        carry(ended.carrier(), now);
        return ended.state() == NoticeState.SENT ? sent(ended, now) : failed(ended, now);
    }

    private int sent(Ended ended, Instant now) {
        List<Bson> changes = List.of(
                Updates.push("attempts", attempt(ended, now)),
                Updates.set("status", 3),
                Updates.set("out_message_ids", ended.outMessageIds()));
        return (int) notices.updateMany(carried(ended), fate(ended).change(now, changes))
                .getModifiedCount();
    }

    private int failed(Ended ended, Instant now) {
        List<UpdateOneModel<Document>> updates = notices.find(carried(ended))
                .projection(Projections.include("created_at"))
                .map(member -> failedOne(ended, member, now))
                .into(new ArrayList<>());
        return updates.isEmpty() ? 0 : notices.bulkWrite(updates, ANY_ORDER).getModifiedCount();
    }

    private static UpdateOneModel<Document> failedOne(Ended ended, Document member, Instant now) {
        String key = NoticeDocuments.dueKey(member.getDate("created_at").toInstant(), StoredFields.id(member));
        return fate(ended)
                .one(
                        and(eq("_id", member.getObjectId("_id")), carried(ended)),
                        now,
                        List.of(
                                Updates.push("attempts", attempt(ended, now)),
                                Updates.set("reason", ended.carrier().handling().reason()),
                                Updates.set(NoticeDocuments.DEAD_KEY, key)));
    }

    /** A carried notice becomes what its message became. */
    private static NoticeMove fate(Ended ended) {
        return new NoticeMove(NoticeState.BUNDLED, ended.state());
    }

    private static Document attempt(Ended ended, Instant now) {
        return new Document("at", Date.from(now))
                .append("outcome", ended.state().name())
                .append("reason", ended.carrier().handling().reason())
                .append(
                        "text",
                        "travelled in the " + ended.carrier().kind().wireName() + " "
                                + ended.carrier().id());
    }

    @Override
    public void settled(Ended ended) {
        notices.updateOne(eq("_id", new ObjectId(ended.carrier().id())), Updates.unset(NoticeDocuments.SETTLE_KEY));
    }

    private static Bson carried(Ended ended) {
        return and(
                waiting(ended.carrier()),
                eq(NoticeDocuments.CARRIED_BY, ended.carrier().id()));
    }

    private static Bson waiting(Notice carrier) {
        Bundle bundle = Objects.requireNonNull(carrier.telling().bundle(), "the notice carries nothing");
        return and(
                in("_id", bundle.noticeIds().stream().map(ObjectId::new).toList()),
                eq("state", NoticeState.BUNDLED.name()));
    }
}
