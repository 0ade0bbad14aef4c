package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.event.EventStatus;
import routes.notice.DeliveryStatus;
import routes.notice.DeliveryStatuses;
import routes.notice.NoticeState;
import routes.notice.Notified;

/** The delivery status on the event documents. */
public final class MongoDeliveryStatuses implements DeliveryStatuses {
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> events;
    private final MongoCollection<Document> notices;

    public MongoDeliveryStatuses(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    @Override
    public void subscribed(List<Subscribed> dispatched) {
        if (dispatched.isEmpty()) {
            return;
        }
        events.bulkWrite(
                dispatched.stream()
                        .map(one -> new UpdateOneModel<Document>(
                                Filters.and(
                                        Filters.eq("_id", new ObjectId(one.eventId())),
                                        Filters.not(Filters.all("notice_ids", one.noticeIds()))),
                                Updates.combine(
                                        Updates.addEachToSet("notice_ids", one.noticeIds()),
                                        Updates.set("status", EventStatus.SUBSCRIBED.code()))))
                        .toList(),
                ANY_ORDER);
    }

    @Override
    public Map<String, List<Notified>> notified(Collection<String> eventIds) {
        Map<String, List<Notified>> notified = new HashMap<>();
        List<String> noticeIds =
                noticeIds(eventIds).values().stream().flatMap(List::stream).toList();
        if (noticeIds.isEmpty()) {
            return notified;
        }
        notices.find(Filters.in("_id", noticeIds.stream().map(ObjectId::new).toList()))
                .projection(Projections.include("event_main_id", "subscription_id", "notice_channel", "target"))
                .forEach(notice -> notified.computeIfAbsent(
                                notice.getObjectId("event_main_id").toHexString(), first -> new ArrayList<>())
                        .add(new Notified(
                                notice.getString("subscription_id"),
                                notice.getString("notice_channel"),
                                notice.getString("target"))));
        return notified;
    }

    @Override
    public void notDelivered(Collection<String> eventIds, EventStatus status) {
        if (eventIds.isEmpty()) {
            return;
        }
        events.updateMany(
                Filters.and(
                        Filters.in("_id", eventIds.stream().map(ObjectId::new).toList()),
                        Filters.eq("notice_ids", List.of())),
                Updates.set("status", status.code()));
    }

    @Override
    public void waitingAgain(Collection<String> eventIds) {
        if (!eventIds.isEmpty()) {
            events.updateMany(
                    Filters.in("_id", eventIds.stream().map(ObjectId::new).toList()),
                    Updates.set("status", EventStatus.SUBSCRIBED.code()));
        }
    }

    @Override
    public void rollUp(Collection<String> eventIds) {
        Map<ObjectId, List<String>> noticeIds = noticeIds(eventIds);
        Map<String, NoticeState> states =
                statesOf(noticeIds.values().stream().flatMap(List::stream).toList());
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        noticeIds.forEach((event, ids) -> {
            List<NoticeState> own =
                    ids.stream().map(states::get).filter(Objects::nonNull).toList();
            if (!own.isEmpty() && own.stream().allMatch(NoticeState::terminal)) {
                updates.add(new UpdateOneModel<>(
                        Filters.and(Filters.eq("_id", event), Filters.eq("notice_ids", ids)),
                        Updates.set("status", DeliveryStatus.of(own).code())));
            }
        });
        if (!updates.isEmpty()) {
            events.bulkWrite(updates, ANY_ORDER);
        }
    }

    @Override
    public void ended(Collection<Ended> notices) {
        List<UpdateOneModel<Document>> alone =
                notices.stream().map(MongoDeliveryStatuses::alone).toList();
        if (!alone.isEmpty() && events.bulkWrite(alone, ANY_ORDER).getMatchedCount() < alone.size()) {
            rollUp(notices.stream().map(Ended::eventId).collect(Collectors.toSet()));
        }
    }

    private static UpdateOneModel<Document> alone(Ended notice) {
        return new UpdateOneModel<>(
                Filters.and(
                        Filters.eq("_id", new ObjectId(notice.eventId())),
                        Filters.eq("notice_ids", List.of(notice.noticeId()))),
                Updates.set("status", DeliveryStatus.of(List.of(notice.state())).code()));
    }

    @Override
    public List<String> waiting(String after, Instant unchangedSince, int limit) {
        Bson waiting = Filters.and(
                Filters.eq("status", EventStatus.SUBSCRIBED.code()),
                Filters.lt("updated_at", Date.from(unchangedSince)));
        return events.find(after.isEmpty() ? waiting : Filters.and(waiting, Filters.gt("_id", new ObjectId(after))))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(event -> event.getObjectId("_id").toHexString())
                .into(new ArrayList<>());
    }

    private Map<ObjectId, List<String>> noticeIds(Collection<String> eventIds) {
        Map<ObjectId, List<String>> noticeIds = new HashMap<>();
        if (!eventIds.isEmpty()) {
            events.find(Filters.in("_id", eventIds.stream().map(ObjectId::new).toList()))
                    .projection(Projections.include("notice_ids"))
                    .forEach(event -> noticeIds.put(
                            event.getObjectId("_id"), event.getList("notice_ids", String.class, List.of())));
        }
        return noticeIds;
    }

    private Map<String, NoticeState> statesOf(List<String> ids) {
        Map<String, NoticeState> states = new HashMap<>();
        notices.find(Filters.in("_id", ids.stream().map(ObjectId::new).toList()))
                .projection(Projections.include("state"))
                .forEach(notice -> states.put(
                        notice.getObjectId("_id").toHexString(), NoticeState.valueOf(notice.getString("state"))));
        return states;
    }
}
