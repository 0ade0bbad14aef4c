package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.replay.ReplayFilter;

/**
 * Notices in MongoDB. A claim of notices that this process has just stored is one round trip: when the store says that all of
 * them are in their first version, they are as they were written.
 */
public final class MongoNoticeStore implements NoticeStore {
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);
    private static final BulkWriteOptions ANY_ORDER_BULK = new BulkWriteOptions().ordered(false);
    private static final int ATTEMPTS_KEPT = 50;
    /** Claims since the latest receipt: more than one when an owner went away with its claim. */
    private static final String OPEN_CLAIMS = "open_claims";

    private static final int FRESH_CHARACTERS = 8 << 20;

    private static final NoticeMove FIRST_CLAIM =
            new NoticeMove(Set.of(NoticeState.PENDING, NoticeState.RETRYING), NoticeState.SENDING);
    private static final NoticeMove TAKEN_OVER = new NoticeMove(NoticeState.SENDING, NoticeState.SENDING);

    private final FreshNotices fresh = new FreshNotices(FRESH_CHARACTERS);
    private final MongoCollection<Document> notices;
    private final Duration grace;

    /** @param grace how long a new notice waits for its delivery before the retry sweeper queues it */
    public MongoNoticeStore(MongoDatabase database, Duration grace) {
        this(database.getCollection(CollectionNames.NOTICE), grace);
    }

    MongoNoticeStore(MongoCollection<Document> notices, Duration grace) {
        this.notices = notices;
        this.grace = grace;
    }

    @Override
    public void add(List<Notice> added) {
        if (added.isEmpty()) {
            return;
        }
        List<Document> documents = added.stream()
                .map(notice ->
                        NoticeDocuments.document(notice, notice.createdAt().plus(grace)))
                .toList();
        try {
            notices.insertMany(documents, ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
            return;
        }
        for (int i = 0; i < added.size(); i++) {
            fresh.add(added.get(i), documents.get(i).getString("event").length());
        }
    }

    @Override
    public List<Claimed> claim(Collection<String> ids, Claim claim) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<ObjectId> wanted = ids.stream().map(ObjectId::new).toList();
        List<Notice> known = fresh.claimed(ids, claim);
        if (!known.isEmpty() && claimAll(wanted, claim, eq("version", 0L)) == known.size()) {
            return known.stream().map(notice -> new Claimed(notice, false)).toList();
        }
        claimAll(wanted, claim, new Document());
        return notices.find(and(in("_id", wanted), eq("ticket", claim.ticket())))
                .map(found -> new Claimed(NoticeDocuments.notice(found), found.getInteger(OPEN_CLAIMS, 1) > 1))
                .into(new ArrayList<>());
    }

    private int claimAll(List<ObjectId> ids, Claim claim, Bson only) {
        return notices.bulkWrite(
                        ids.stream().map(id -> claimOne(id, claim, only)).toList(), ANY_ORDER_BULK)
                .getMatchedCount();
    }

    /** A notice that waits for no time of its own may be sent at once. */
    private static Bson itsTurn(Date now) {
        return or(eq("next_attempt_at", null), lte("next_attempt_at", now));
    }

    /** Notices that may be sent now: waiting and due, or left by an owner whose lease ended. */
    static Bson free(Date now) {
        return or(and(FIRST_CLAIM.starts(), itsTurn(now)), and(TAKEN_OVER.starts(), lte("lease_until", now)));
    }

    private static UpdateOneModel<Document> claimOne(ObjectId id, Claim claim, Bson only) {
        List<Bson> claimed = List.of(
                Updates.set("owner", claim.owner()),
                Updates.set("ticket", claim.ticket()),
                Updates.set("lease_until", Date.from(claim.leaseUntil())),
                Updates.set(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(claim.leaseUntil(), id.toHexString())),
                Updates.inc("attempt_count", 1),
                Updates.inc(OPEN_CLAIMS, 1));
        return new UpdateOneModel<>(
                and(eq("_id", id), free(Date.from(claim.now())), only), FIRST_CLAIM.change(claim.now(), claimed));
    }

    @Override
    public List<Boolean> finish(List<Finished> attempts) {
        List<UpdateOneModel<Document>> updates =
                attempts.stream().map(MongoNoticeStore::finishOne).toList();
        int written = notices.bulkWrite(updates, ANY_ORDER_BULK).getMatchedCount();
        return written == attempts.size() ? Collections.nCopies(written, true) : checked(attempts);
    }

    private static UpdateOneModel<Document> finishOne(Finished attempt) {
        Notice claimed = attempt.claimed();
        Bson stillMine = and(
                eq("_id", new ObjectId(claimed.id())), eq("owner", claimed.owner()), eq("version", claimed.version()));
        NoticeFinish finish = attempt.finish();
        return new NoticeMove(NoticeState.SENDING, finish.state())
                .one(stillMine, finish.at(), changes(claimed, finish));
    }

    /** Some claims were lost: the version shows which, because every write raises it. */
    private List<Boolean> checked(List<Finished> attempts) {
        Map<String, Document> now = new HashMap<>();
        notices.find(in(
                        "_id",
                        attempts.stream()
                                .map(one -> new ObjectId(one.claimed().id()))
                                .toList()))
                .projection(Projections.include("version", "finished_by"))
                .forEach(document -> now.put(document.getObjectId("_id").toHexString(), document));
        return attempts.stream()
                .map(one -> written(one, now.get(one.claimed().id())))
                .toList();
    }

    private static boolean written(Finished attempt, @Nullable Document now) {
        return now != null
                && now.get("version", Number.class).longValue()
                        == attempt.claimed().version() + 1
                && Objects.equals(
                        now.getString("finished_by"), attempt.claimed().owner());
    }

    private static List<Bson> changes(Notice claimed, NoticeFinish finish) {
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.set("status", finish.state() == NoticeState.SENT ? 3 : 0),
                Updates.set(
                        "reason",
                        finish.reason() == null ? null : finish.reason().wireName()),
                Updates.set("finished_by", claimed.owner()),
                Updates.unset("owner"),
                Updates.unset("lease_until"),
                Updates.unset(OPEN_CLAIMS)));
        if (finish.effort() != NoticeFinish.Effort.COUNTED) {
            changes.add(Updates.inc("attempt_count", -1));
        }
        if (finish.effort() != NoticeFinish.Effort.NONE) {
            changes.add(Updates.pushEach(
                    "attempts",
                    List.of(attempt(claimed, finish)),
                    new com.mongodb.client.model.PushOptions().slice(-ATTEMPTS_KEPT)));
        }
        changes.addAll(whatFollows(claimed, finish));
        if (!finish.outMessageIds().isEmpty()) {
            changes.add(Updates.set("out_message_ids", finish.outMessageIds()));
        }
        return changes;
    }

    /**
     * What the notice waits for now: its next attempt, a person who replays it, that its end is passed on to those it
     * carries, or nothing. One that carries others is never replayed itself; they are.
     */
    private static List<Bson> whatFollows(Notice claimed, NoticeFinish finish) {
        Instant next = finish.next();
        if (next != null) {
            return List.of(
                    Updates.set("next_attempt_at", Date.from(next)),
                    Updates.set(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(next, claimed.id())));
        }
        if (claimed.bundle().isPresent()) {
            String key = NoticeDocuments.dueKey(finish.at(), claimed.id());
            return List.of(
                    Updates.unset("next_attempt_at"),
                    Updates.unset(NoticeDocuments.DUE_KEY),
                    Updates.set(NoticeDocuments.SETTLE_KEY, key));
        }
        Bson replayable = ReplayFilter.REPLAYABLE.contains(finish.state())
                ? Updates.set(NoticeDocuments.DEAD_KEY, NoticeDocuments.dueKey(claimed.createdAt(), claimed.id()))
                : Updates.unset(NoticeDocuments.DEAD_KEY);
        return List.of(Updates.unset("next_attempt_at"), Updates.unset(NoticeDocuments.DUE_KEY), replayable);
    }

    private static Document attempt(Notice claimed, NoticeFinish finish) {
        return new Document("number", claimed.attempts())
                .append("at", Date.from(finish.at()))
                .append("outcome", finish.state().name())
                .append(
                        "reason",
                        finish.reason() == null ? null : finish.reason().wireName())
                .append("text", finish.said().text())
                .append("code", filled(finish.said().code()))
                .append("remedy", filled(finish.said().remedy()))
                .append("millis", finish.took().toMillis());
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public List<Due> due(Instant now, int limit, Instant again) {
        List<Document> due = notices.find(lt(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(now, "")))
                .projection(Projections.include(
                        NoticeDocuments.DUE_KEY,
                        "notice_channel",
                        "target",
                        "event_main_id",
                        "event_level",
                        "created_at",
                        NoticeDocuments.WAITING_SINCE))
                .sort(Sorts.ascending(NoticeDocuments.DUE_KEY))
                .limit(limit)
                .into(new ArrayList<>());
        if (!due.isEmpty()) {
            notices.bulkWrite(due.stream().map(one -> postpone(one, again)).toList(), ANY_ORDER_BULK);
        }
        return due.stream().map(NoticeDocuments::due).toList();
    }

    private static UpdateOneModel<Document> postpone(Document due, Instant again) {
        ObjectId id = due.getObjectId("_id");
        Bson asFound = and(eq("_id", id), eq(NoticeDocuments.DUE_KEY, due.getString(NoticeDocuments.DUE_KEY)));
        return new UpdateOneModel<>(
                asFound, Updates.set(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(again, id.toHexString())));
    }
}
