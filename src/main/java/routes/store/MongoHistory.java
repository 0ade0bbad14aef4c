package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.notice.NoticeState;

/**
 * What of the history may be deleted once it is old. An open event stays with its notices and feedback, and so does everything
 * that is still on its way. Documents of VeAIOps, which have no state, are history.
 */
public final class MongoHistory {
    private static final List<@Nullable String> ENDED =
            Arrays.asList(NoticeState.SENT.name(), NoticeState.SUPPRESSED.name(), null);
    private static final List<@Nullable String> GIVEN_UP = List.of(NoticeState.DEAD.name(), NoticeState.SKIPPED.name());
    private static final List<@Nullable String> AT_REST =
            Stream.concat(ENDED.stream(), GIVEN_UP.stream()).toList();
    /** A notice with one of these waits for something, whatever its state. */
    private static final List<String> WAITING = List.of(
            NoticeDocuments.DUE_KEY, NoticeDocuments.HELD_KEY, NoticeDocuments.GATHER_KEY, NoticeDocuments.SETTLE_KEY);

    private static final String EVENT = "event_main_id";

    private final MongoCollection<Document> events;
    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> feedback;
    private final MongoCollection<Document> messages;
    private final MongoFiles files;

    public MongoHistory(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
        notices = database.getCollection(CollectionNames.NOTICE);
        feedback = database.getCollection(CollectionNames.FEEDBACK);
        messages = database.getCollection(CollectionNames.MESSAGE);
        files = new MongoFiles(database);
    }

    /** Notices that were sent or suppressed for good before then. */
    public long deleteNotices(Instant before) {
        return deleteNotices(before, ENDED);
    }

    /** Notices that were given up before then, and can be replayed until they are deleted. */
    public long deleteDeadNotices(Instant before) {
        return deleteNotices(before, GIVEN_UP);
    }

    private long deleteNotices(Instant before, List<@Nullable String> states) {
        Bson old = and(
                lt("created_at", Date.from(before)),
                lt("updated_at", Date.from(before)),
                in("state", states),
                and(WAITING.stream().map(key -> exists(key, false)).toList()));
        return new BatchDeletion(notices, EVENT).delete(old, this::withoutOpenEvent);
    }

    /** Feedback that was given before then. */
    public long deleteFeedback(Instant before) {
        return new BatchDeletion(feedback, EVENT).delete(lt("created_at", Date.from(before)), this::withoutOpenEvent);
    }

    /** Events that ended, were matched with subscriptions and have not changed since then. */
    public long deleteEvents(Instant before) {
        Bson old = and(
                lt("updated_at", Date.from(before)),
                ne("state", EventState.FIRING.name()),
                exists(MongoEventLedger.OPEN_FINGERPRINT, false),
                or(exists("state", false), ne("status", EventStatus.INITIAL.code())));
        return new BatchDeletion(events).delete(old, this::withoutNoticeOnItsWay);
    }

    /** Messages that are older and on their topic, with their files. */
    public long deleteMessages(Instant before) {
        Bson old = and(lt("msg_time", Date.from(before)), ne(MongoMessages.TOLD, false));
        return new BatchDeletion(messages, MongoFiles.OF_MESSAGE).delete(old, batch -> {
            files.deleteOf(batch);
            return batch;
        });
    }

    /** Files of messages that are older; one of before files had a time counts from the first sweep that sees it. */
    public long deleteFiles(Instant before, Instant now) {
        return files.delete(before, now);
    }

    private List<Document> withoutOpenEvent(List<Document> batch) {
        Set<Object> open = new HashSet<>();
        events.find(and(in("_id", values(batch, EVENT)), exists(MongoEventLedger.OPEN_FINGERPRINT)))
                .projection(Projections.include("_id"))
                .forEach(event -> open.add(event.get("_id")));
        return batch.stream().filter(one -> !open.contains(one.get(EVENT))).toList();
    }

    private List<Document> withoutNoticeOnItsWay(List<Document> batch) {
        Bson onItsWay = or(
                Stream.concat(Stream.of(nin("state", AT_REST)), WAITING.stream().map(key -> exists(key)))
                        .toList());
        Set<Object> needed = new HashSet<>();
        notices.find(and(in(EVENT, values(batch, "_id")), onItsWay))
                .projection(Projections.include(EVENT))
                .forEach(notice -> needed.add(notice.get(EVENT)));
        return batch.stream().filter(one -> !needed.contains(one.get("_id"))).toList();
    }

    private static List<Object> values(List<Document> batch, String field) {
        return batch.stream().map(one -> one.get(field)).distinct().toList();
    }
}
