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
import routes.channel.chat.Inbox;
import routes.common.json.Json;
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

    private final MongoDatabase database;
    private final MongoCollection<Document> events;
    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> feedback;
    private final MongoCollection<Document> messages;
    private final MongoFiles files;

    public MongoHistory(MongoDatabase database) {
        this.database = database;
        events = database.getCollection(CollectionNames.EVENT);
        notices = database.getCollection(CollectionNames.NOTICE);
        feedback = database.getCollection(CollectionNames.FEEDBACK);
        messages = database.getCollection(CollectionNames.MESSAGE);
        files = new MongoFiles(database);
    }

    /** Deletes what is older of a kind of {@link StoredCollections#swept}. @return how many documents */
    public long delete(String kind, Instant before, Instant now) {
        return switch (kind) {
            case "alarms" -> older(CollectionNames.ALARM, lt("received_at", Date.from(before)));
            case "rejected" -> older(CollectionNames.ALARM_REJECTED, lt(RejectedDocuments.KEY, Json.text(before)));
            case "inbound" -> deleteHandledEvents(before);
            case "tasks" -> new TaskRetention(database).deleteBefore(before);
            case "notices" -> deleteNotices(before, ENDED);
            case "dead_notices" -> deleteNotices(before, GIVEN_UP);
            case "feedback" -> deleteFeedback(before);
            case "events" -> deleteEvents(before);
            case "messages" -> deleteMessages(before);
            case "files" -> files.delete(before, now);
            case "audit" -> new MongoAuditLog(database).deleteBefore(before);
            default -> throw new IllegalArgumentException("there is no history of " + kind);
        };
    }

    private long older(String collection, Bson old) {
        return new BatchDeletion(database.getCollection(collection)).delete(old);
    }

    /** Events of chat platforms; those that were given up stay until a person decides about them. */
    private long deleteHandledEvents(Instant before) {
        return older(CollectionNames.INBOUND, and(lt("at", Date.from(before)), ne("state", Inbox.State.DEAD.name())));
    }

    /** Notices whose end is one of the states: given-up ones can be replayed until they are deleted. */
    private long deleteNotices(Instant before, List<@Nullable String> states) {
        Bson old = and(
                lt("created_at", Date.from(before)),
                lt("updated_at", Date.from(before)),
                in("state", states),
                and(WAITING.stream().map(key -> exists(key, false)).toList()));
        return new BatchDeletion(notices, EVENT).delete(old, this::withoutOpenEvent);
    }

    /** Feedback that was given before then. */
    private long deleteFeedback(Instant before) {
        return new BatchDeletion(feedback, EVENT).delete(lt("created_at", Date.from(before)), this::withoutOpenEvent);
    }

    /** Events that ended, were matched with subscriptions and have not changed since then. */
    private long deleteEvents(Instant before) {
        Bson old = and(
                lt("updated_at", Date.from(before)),
                ne("state", EventState.FIRING.name()),
                exists(MongoEventLedger.OPEN_FINGERPRINT, false),
                or(exists("state", false), ne("status", EventStatus.INITIAL.code())));
        return new BatchDeletion(events).delete(old, this::withoutNoticeOnItsWay);
    }

    /** Messages that are older and on their topic, with their files. */
    private long deleteMessages(Instant before) {
        Bson old = and(lt("msg_time", Date.from(before)), ne(MongoMessages.TOLD, false));
        return new BatchDeletion(messages, MongoFiles.OF_MESSAGE).delete(old, batch -> {
            files.deleteOf(batch);
            return batch;
        });
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
