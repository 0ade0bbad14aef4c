package routes.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.concurrent.TimeUnit;

/**
 * The indexes of the pipeline's collections. The unique ones carry promises; the others make questions of people fast
 * and are ignored by stores that have none.
 */
public final class StoreIndexes {
    private static final IndexOptions UNIQUE_IF_PRESENT =
            new IndexOptions().unique(true).sparse(true);

    private static final IndexOptions AT_ITS_TIME = new IndexOptions().expireAfter(0L, TimeUnit.SECONDS);

    private StoreIndexes() {}

    /** Creates what is missing; may be repeated. */
    public static void create(MongoDatabase database) {
        var events = database.getCollection(CollectionNames.EVENT);
        events.createIndex(Indexes.ascending(MongoEventLedger.LAST_FINGERPRINT), UNIQUE_IF_PRESENT);
        events.createIndex(Indexes.ascending(MongoEventLedger.OPEN_FINGERPRINT), UNIQUE_IF_PRESENT);
        events.createIndex(Indexes.ascending(EventDocuments.EXPIRY_KEY), UNIQUE_IF_PRESENT);
        events.createIndex(Indexes.descending("created_at", "_id"));
        events.createIndex(Indexes.ascending("fingerprint"));
        events.createIndex(Indexes.ascending("updated_at"));
        events.createIndex(Indexes.ascending("status", "updated_at"));
        events.createIndex(Indexes.ascending(MongoAcknowledgements.BY), new IndexOptions().sparse(true));
        var alarms = database.getCollection(CollectionNames.ALARM);
        alarms.createIndex(Indexes.ascending("event_id"));
        alarms.createIndex(Indexes.ascending("received_at"));
        database.getCollection(CollectionNames.DELIVERY)
                .createIndex(Indexes.ascending(MongoDeliveryKeys.EXPIRES_AT), AT_ITS_TIME);
        createForNotices(database);
    }

    private static void createForNotices(MongoDatabase database) {
        var notices = database.getCollection(CollectionNames.NOTICE);
        notices.createIndex(Indexes.ascending(NoticeDocuments.DUE_KEY), UNIQUE_IF_PRESENT);
        notices.createIndex(Indexes.ascending(NoticeDocuments.DEAD_KEY), UNIQUE_IF_PRESENT);
        notices.createIndex(Indexes.descending("created_at"));
        notices.createIndex(Indexes.ascending(NoticeDocuments.HELD_KEY), UNIQUE_IF_PRESENT);
        notices.createIndex(Indexes.ascending(NoticeDocuments.GATHER_KEY), UNIQUE_IF_PRESENT);
        notices.createIndex(Indexes.ascending(NoticeDocuments.SETTLE_KEY), UNIQUE_IF_PRESENT);
        notices.createIndex(Indexes.ascending(NoticeDocuments.WAIT_KEY), UNIQUE_IF_PRESENT);
        notices.createIndex(Indexes.ascending("event_main_id"));
        notices.createIndex(Indexes.ascending("out_message_ids"));
        database.getCollection(CollectionNames.REMINDER)
                .createIndex(Indexes.ascending(MongoReminders.DUE_KEY), UNIQUE_IF_PRESENT);
        database.getCollection(CollectionNames.FLAPPING)
                .createIndex(Indexes.ascending(MongoFlappingWatches.DUE_KEY), UNIQUE_IF_PRESENT);
        database.getCollection(CollectionNames.GATHERING)
                .createIndex(Indexes.ascending(MongoOpenBundles.DUE_KEY), UNIQUE_IF_PRESENT);
        database.getCollection(CollectionNames.REPLAY)
                .createIndex(Indexes.ascending(MongoReplayJobs.TURN), UNIQUE_IF_PRESENT);
        database.getCollection(CollectionNames.ALARM_REJECTED)
                .createIndex(Indexes.ascending(RejectedDocuments.KEY), UNIQUE_IF_PRESENT);
        database.getCollection(CollectionNames.ALARM_REJECTED).createIndex(Indexes.ascending(RejectedDocuments.SAME));
    }
}
