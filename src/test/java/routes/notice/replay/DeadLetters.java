package routes.notice.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.alarm.AlarmIds;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.VendorReply;
import routes.store.MongoNoticeStore;
import routes.subscription.Subscription;

/** Notices that ended without success, made the way the pipeline makes them. */
public final class DeadLetters {
    public static final Instant DIED = Instant.parse("2026-11-23T09:00:00Z");
    public static final String CHANNEL = "Webhook";

    private final MongoNoticeStore store;
    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> events;

    public DeadLetters(MongoDatabase database) {
        store = new MongoNoticeStore(database, Duration.ofSeconds(3));
        notices = database.getCollection("veaiops__event_notice_detail");
        events = database.getCollection("veaiops__event");
    }

    public MongoCollection<Document> stored() {
        return notices;
    }

    public MongoNoticeStore store() {
        return store;
    }

    /** So many dead notices, one second apart, each about an event of its own; their ids, oldest first. */
    public List<String> dead(int count) {
        List<Notice> made = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            made.add(notice("event-" + number, Transition.OPENED, "https://target/" + number % 3, number));
        }
        store.add(made);
        finish(made, NoticeState.DEAD);
        return made.stream().map(Notice::id).toList();
    }

    /** One notice about an event that is in this state by now. */
    public String one(String event, Transition transition, NoticeState ending, EventState now) {
        Notice notice = notice(event, transition, "https://target/1", 0);
        store.add(List.of(notice));
        finish(List.of(notice), ending);
        String eventId = AlarmIds.derived(event);
        events.updateOne(
                new Document("_id", new ObjectId(eventId)),
                Updates.combine(
                        Updates.set("state", now.name()),
                        Updates.set("status", 6),
                        Updates.addToSet("notice_ids", notice.id())),
                new com.mongodb.client.model.UpdateOptions().upsert(true));
        return notice.id();
    }

    public Document stored(String id) {
        return notices.find(new Document("_id", new ObjectId(id))).first();
    }

    public int statusOfEvent(String event) {
        return events.find(new Document("_id", new ObjectId(AlarmIds.derived(event))))
                .first()
                .getInteger("status");
    }

    Notice claim(String id, NoticeStore.Claim claim) {
        return store.claim(List.of(id), claim).get(0).notice();
    }

    private void finish(List<Notice> made, NoticeState ending) {
        List<String> ids = made.stream().map(Notice::id).toList();
        List<NoticeStore.Claimed> claimed = store.claim(ids, new NoticeStore.Claim("test", DIED, DIED.plusSeconds(30)));
        FailureReason reason =
                switch (ending) {
                    case DEAD -> FailureReason.SERVER_ERROR;
                    case SKIPPED -> FailureReason.NOT_CONFIGURED;
                    default -> null;
                };
        store.finish(claimed.stream()
                .map(one -> new NoticeStore.Finished(
                        one.notice(),
                        new NoticeFinish(
                                ending,
                                DIED,
                                null,
                                reason,
                                VendorReply.of("HTTP 500"),
                                List.of("m1"),
                                Duration.ofMillis(5))))
                .toList());
    }

    private static Notice notice(String event, Transition transition, String target, int second) {
        Instant at = DIED.minusSeconds(7200).plusSeconds(second);
        return Notice.reply(
                published(AlarmIds.derived(event), transition, at),
                new Subscription.Target(CHANNEL, target, null, "event.v1"),
                at);
    }

    private static PublishedEvent published(String id, Transition transition, Instant at) {
        return new PublishedEvent(
                id,
                transition.wireName(),
                transition == Transition.RESOLVED ? 2 : 1,
                EventState.FIRING,
                Level.P1,
                "zabbix",
                "intelligent_threshold_agent",
                "Zabbix",
                "CPU high",
                "on db1",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "zabbix:" + id,
                1,
                at,
                at,
                null,
                Disposition.NOTIFY,
                "0-1",
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null,
                null);
    }
}
