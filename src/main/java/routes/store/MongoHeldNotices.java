package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.notice.HeldNotices;
import routes.notice.Hold;
import routes.notice.Notice;
import routes.notice.NoticeStanding;
import routes.notice.NoticeStandings;
import routes.notice.NoticeState;

/** Held notices in MongoDB, found by their unique key: first by what holds them, then by event. */
public final class MongoHeldNotices implements HeldNotices, NoticeStandings {
    /** The character after the blank that ends the holder in the key. */
    private static final String AFTER_BLANK = "!";

    private static final NoticeMove RELEASED = new NoticeMove(NoticeState.SUPPRESSED, NoticeState.PENDING);
    private static final NoticeMove TAKEN_BACK = new NoticeMove(NoticeState.PENDING, NoticeState.SUPPRESSED);

    private final MongoCollection<Document> notices;

    public MongoHeldNotices(MongoDatabase database) {
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    @Override
    public Map<String, NoticeStanding> of(Collection<String> noticeIds) {
        Map<String, NoticeStanding> found = new HashMap<>();
        if (noticeIds.isEmpty()) {
            return found;
        }
        notices.find(in("_id", noticeIds.stream().map(ObjectId::new).toList()))
                .projection(Projections.include("state", "reason"))
                .forEach(document -> found.put(
                        StoredFields.id(document),
                        new NoticeStanding(
                                NoticeState.valueOf(document.getString("state")), document.getString("reason"))));
        return found;
    }

    @Override
    public List<String> holders(String last, int limit) {
        List<String> holders = new ArrayList<>();
        String after = last.isEmpty() ? "" : last + AFTER_BLANK;
        while (holders.size() < limit) {
            Document first = notices.find(gt(NoticeDocuments.HELD_KEY, after))
                    .projection(Projections.include(NoticeDocuments.HELD_KEY))
                    .sort(Sorts.ascending(NoticeDocuments.HELD_KEY))
                    .limit(1)
                    .first();
            if (first == null) {
                return holders;
            }
            String key = first.getString(NoticeDocuments.HELD_KEY);
            String holder = key.substring(0, key.indexOf(' '));
            holders.add(holder);
            after = holder + AFTER_BLANK;
        }
        return holders;
    }

    @Override
    public List<Notice> heldBy(String holder, int limit) {
        return notices.find(and(
                        gt(NoticeDocuments.HELD_KEY, holder + " "), lt(NoticeDocuments.HELD_KEY, holder + AFTER_BLANK)))
                .sort(Sorts.ascending(NoticeDocuments.HELD_KEY))
                .limit(limit)
                .map(NoticeDocuments::notice)
                .into(new ArrayList<>());
    }

    @Override
    public boolean release(Notice held, Instant now, Instant due) {
        Bson released = RELEASED.change(
                now,
                List.of(
                        Updates.unset("reason"),
                        Updates.unset(NoticeDocuments.HELD_KEY),
                        Updates.set(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(due, held.id())),
                        Updates.set(NoticeDocuments.WAITING_SINCE, Date.from(now))));
        return change(asHeld(held), released);
    }

    @Override
    public void takeBack(Notice held, Instant now) {
        Bson asReleased =
                and(eq("_id", new ObjectId(held.id())), TAKEN_BACK.starts(), eq("version", held.version() + 1));
        change(
                asReleased,
                TAKEN_BACK.change(
                        now,
                        List.of(
                                Updates.set("reason", held.handling().reason()),
                                Updates.unset(NoticeDocuments.DUE_KEY))));
    }

    @Override
    public void handOver(Notice held, Hold next, Instant now) {
        change(
                asHeld(held),
                Updates.set("reason", next.reason()),
                Updates.set(
                        NoticeDocuments.HELD_KEY,
                        NoticeDocuments.heldKey(next.holder(), held.event().id(), held.id())),
                Updates.set("updated_at", Date.from(now)));
    }

    @Override
    public void keep(Notice held) {
        change(asHeld(held), Updates.unset(NoticeDocuments.HELD_KEY));
    }

    private boolean change(Bson which, Bson... changes) {
        return notices.updateOne(which, Updates.combine(changes)).getMatchedCount() == 1;
    }

    private static Bson asHeld(Notice held) {
        String holder = Objects.requireNonNull(held.handling().heldBy(), "the notice is held by nothing");
        return and(
                eq("_id", new ObjectId(held.id())),
                RELEASED.starts(),
                eq(
                        NoticeDocuments.HELD_KEY,
                        NoticeDocuments.heldKey(holder, held.event().id(), held.id())));
    }
}
