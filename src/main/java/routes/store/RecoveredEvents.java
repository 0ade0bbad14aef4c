package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.event.EventState;
import routes.event.Transition;
import routes.notice.NoticeState;

/** Which events are over, and which targets got a message while they were open. */
final class RecoveredEvents {
    private static final List<String> OVER = List.of(EventState.RESOLVED.name(), EventState.EXPIRED.name());

    private final MongoCollection<Document> events;
    private final MongoCollection<Document> notices;

    RecoveredEvents(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    /**
     * @param events ids of events that are over
     * @param notified event, channel and target of every message about the trouble that was delivered
     */
    record Found(Set<String> events, Set<String> notified) {
        boolean over(String eventId) {
            return events.contains(eventId);
        }

        /** A recovery is still news for targets that got the trouble; the trouble itself is not. */
        boolean stillWanted(Document notice) {
            return isRecovery(notice) && notified.contains(recipient(notice));
        }
    }

    Found among(Collection<String> eventIds) {
        Set<String> over = new HashSet<>();
        Set<ObjectId> noticeIds = new HashSet<>();
        events.find(Filters.and(
                        Filters.in("_id", eventIds.stream().map(ObjectId::new).toList()), Filters.in("state", OVER)))
                .projection(Projections.include("notice_ids"))
                .forEach(event -> {
                    over.add(StoredFields.id(event));
                    StoredFields.texts(event, "notice_ids").forEach(id -> noticeIds.add(new ObjectId(id)));
                });
        Set<String> notified = new HashSet<>();
        notices.find(Filters.and(Filters.in("_id", noticeIds), Filters.eq("state", NoticeState.SENT.name())))
                .projection(Projections.include("event_main_id", "transition", "notice_channel", "target"))
                .forEach(notice -> {
                    if (!isRecovery(notice)) {
                        notified.add(recipient(notice));
                    }
                });
        return new Found(over, notified);
    }

    private static boolean isRecovery(Document notice) {
        return Transition.RESOLVED.wireName().equals(notice.getString("transition"));
    }

    private static String recipient(Document notice) {
        return notice.get("event_main_id") + " " + notice.getString("notice_channel") + " "
                + notice.getString("target");
    }
}
