package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.datasource.connect.Connect;
import routes.subscription.owner.OwnerKind;

/**
 * The indexes of all collections. Failure policy: {@link #ensure} throws while the store is away, and is called until it succeeds. A
 * unique key of configuration that a taken-over database contradicts is reported once, and the application runs without it; without a
 * key of its own collections it does not.
 */
public final class StoreIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(StoreIndexes.class);

    enum Kind {
        PLAIN,
        UNIQUE,
        UNIQUE_IF_PRESENT,
        SPARSE,
        NEWEST_FIRST,
        /** A document goes at the time that the field holds. */
        EXPIRING;

        IndexOptions options() {
            IndexOptions options = new IndexOptions();
            return switch (this) {
                case PLAIN, NEWEST_FIRST -> options;
                case UNIQUE -> options.unique(true);
                case UNIQUE_IF_PRESENT -> options.unique(true).sparse(true);
                case SPARSE -> options.sparse(true);
                case EXPIRING -> options.expireAfter(0L, TimeUnit.SECONDS);
            };
        }
    }

    /** One of them. */
    record Index(String collection, Kind kind, List<String> fields) {
        void create(MongoDatabase database) {
            database.getCollection(collection)
                    .createIndex(
                            kind == Kind.NEWEST_FIRST ? Indexes.descending(fields) : Indexes.ascending(fields),
                            kind.options());
        }

        boolean exists(MongoDatabase database) {
            for (Document made : database.getCollection(collection).listIndexes()) {
                if (made.get("key") instanceof Document key
                        && List.copyOf(key.keySet()).equals(fields)) {
                    return true;
                }
            }
            return false;
        }

        boolean isUnique() {
            return kind == Kind.UNIQUE || kind == Kind.UNIQUE_IF_PRESENT;
        }

        @Override
        public String toString() {
            return collection + " (" + String.join(", ", fields) + ")";
        }
    }

    private static final List<Index> INDEXES = List.of(
            index(CollectionNames.EVENT, Kind.UNIQUE_IF_PRESENT, MongoEventLedger.LAST_FINGERPRINT),
            index(CollectionNames.EVENT, Kind.UNIQUE_IF_PRESENT, MongoEventLedger.OPEN_FINGERPRINT),
            index(CollectionNames.EVENT, Kind.UNIQUE_IF_PRESENT, EventDocuments.EXPIRY_KEY),
            index(CollectionNames.EVENT, Kind.NEWEST_FIRST, "created_at", "_id"),
            index(CollectionNames.EVENT, Kind.PLAIN, "fingerprint"),
            index(CollectionNames.EVENT, Kind.PLAIN, "updated_at"),
            index(CollectionNames.EVENT, Kind.PLAIN, "status", "updated_at"),
            index(CollectionNames.EVENT, Kind.PLAIN, "status", "created_at"),
            index(CollectionNames.EVENT, Kind.SPARSE, MongoAcknowledgements.BY),
            index(CollectionNames.ALARM, Kind.PLAIN, "event_id"),
            index(CollectionNames.ALARM, Kind.PLAIN, "received_at"),
            index(CollectionNames.DELIVERY, Kind.EXPIRING, MongoDeliveryKeys.EXPIRES_AT),
            index(CollectionNames.NOTICE, Kind.UNIQUE_IF_PRESENT, NoticeDocuments.DUE_KEY),
            index(CollectionNames.NOTICE, Kind.UNIQUE_IF_PRESENT, NoticeDocuments.DEAD_KEY),
            index(CollectionNames.NOTICE, Kind.NEWEST_FIRST, "created_at"),
            index(CollectionNames.NOTICE, Kind.UNIQUE_IF_PRESENT, NoticeDocuments.HELD_KEY),
            index(CollectionNames.NOTICE, Kind.UNIQUE_IF_PRESENT, NoticeDocuments.GATHER_KEY),
            index(CollectionNames.NOTICE, Kind.UNIQUE_IF_PRESENT, NoticeDocuments.SETTLE_KEY),
            index(CollectionNames.NOTICE, Kind.UNIQUE_IF_PRESENT, NoticeDocuments.WAIT_KEY),
            index(CollectionNames.NOTICE, Kind.PLAIN, "event_main_id"),
            index(CollectionNames.NOTICE, Kind.PLAIN, "out_message_ids"),
            index(CollectionNames.REMINDER, Kind.UNIQUE_IF_PRESENT, MongoReminders.DUE_KEY),
            index(CollectionNames.FLAPPING, Kind.UNIQUE_IF_PRESENT, MongoFlappingWatches.DUE_KEY),
            index(CollectionNames.GATHERING, Kind.UNIQUE_IF_PRESENT, MongoOpenBundles.DUE_KEY),
            index(CollectionNames.REPLAY, Kind.UNIQUE_IF_PRESENT, MongoReplayJobs.TURN),
            index(CollectionNames.ALARM_REJECTED, Kind.UNIQUE_IF_PRESENT, RejectedDocuments.KEY),
            index(CollectionNames.ALARM_REJECTED, Kind.PLAIN, RejectedDocuments.SAME),
            index(CollectionNames.INFORM_STRATEGY, Kind.UNIQUE, "name"),
            index(CollectionNames.CARD_TEMPLATE, Kind.UNIQUE, "agent_type", "channel"),
            index(CollectionNames.BOT, Kind.UNIQUE, "bot_id", "channel"),
            index(CollectionNames.BOT_ATTRIBUTE, Kind.UNIQUE, "channel", "bot_id", "name", "value"),
            index(CollectionNames.CHAT, Kind.UNIQUE, "channel", "bot_id", "chat_id"),
            index(CollectionNames.MESSAGE, Kind.UNIQUE, "channel", "bot_id", "msg_id"),
            index(CollectionNames.MESSAGE, Kind.PLAIN, "chat_id", "msg_time"),
            index(CollectionNames.MESSAGE, Kind.PLAIN, "msg_sender_id"),
            index(CollectionNames.MESSAGE, Kind.PLAIN, "mentions.id"),
            index(CollectionNames.MESSAGE, Kind.PLAIN, "msg_time"),
            index(CollectionNames.MESSAGE_FILE, Kind.PLAIN, MongoFiles.MESSAGE),
            index(CollectionNames.MESSAGE_FILE, Kind.PLAIN, MongoFiles.AT),
            index(CollectionNames.INTEREST, Kind.UNIQUE, "bot_id", "channel", "name"),
            index(CollectionNames.INTEREST, Kind.PLAIN, "uuid"),
            index(CollectionNames.FEEDBACK, Kind.PLAIN, "event_main_id"),
            index(CollectionNames.FEEDBACK, Kind.PLAIN, "created_at"),
            index(CollectionNames.INBOUND, Kind.PLAIN, "state", "at"),
            index(Connect.COLLECTION, Kind.UNIQUE, "name"),
            index(CollectionNames.DATA_SOURCE, Kind.UNIQUE, "name"),
            index(CollectionNames.DATA_SOURCE, Kind.PLAIN, "connect"),
            index(CollectionNames.METRIC_TEMPLATE, Kind.UNIQUE, "name", "metric_type"),
            index(CollectionNames.TASK, Kind.UNIQUE, "task_name"),
            index(CollectionNames.TASK, Kind.UNIQUE, "datasource_id"),
            index(CollectionNames.TASK_VERSION, Kind.UNIQUE, "task_id", "version"),
            index(CollectionNames.TASK_VERSION, Kind.UNIQUE_IF_PRESENT, "turn_key"),
            index(CollectionNames.TASK_VERSION, Kind.PLAIN, "status", "created_at"),
            index(CollectionNames.TASK_SLOT, Kind.PLAIN, "version_id"),
            index(CollectionNames.TASK_RESULT, Kind.PLAIN, "version_id"),
            index(CollectionNames.TASK_FEEDBACK, Kind.PLAIN, "datasource_id", "at"),
            index(CollectionNames.RULE, Kind.PLAIN, "datasource_id"),
            index(CollectionNames.RULE_PLACE, Kind.PLAIN, "datasource_id"),
            index(CollectionNames.SYNC_RECORD, Kind.PLAIN, "task_id", "task_version_id", "created_at"),
            index(CollectionNames.SYNC_RECORD, Kind.UNIQUE_IF_PRESENT, "open_task"),
            index(CollectionNames.REFRESH_RECORD, Kind.UNIQUE_IF_PRESENT, MongoRefreshes.OPEN),
            index(CollectionNames.REFRESH_RECORD, Kind.UNIQUE_IF_PRESENT, MongoRefreshes.TICK),
            index(CollectionNames.PROJECT, Kind.UNIQUE, OwnerKind.PROJECT.idField()),
            index(CollectionNames.PRODUCT, Kind.UNIQUE, OwnerKind.PRODUCT.idField()),
            index(CollectionNames.CUSTOMER, Kind.UNIQUE, OwnerKind.CUSTOMER.idField()),
            index(CollectionNames.USER, Kind.UNIQUE, "username"),
            index(CollectionNames.USER, Kind.UNIQUE, "email"),
            index(CollectionNames.MACHINE_TOKEN, Kind.UNIQUE, "name"),
            index(CollectionNames.LOGIN_TRY, Kind.EXPIRING, MongoLoginTries.EXPIRES_AT),
            index(CollectionNames.AUDIT, Kind.UNIQUE_IF_PRESENT, MongoAuditLog.PUBLISH_KEY),
            index(CollectionNames.AUDIT, Kind.PLAIN, "at"),
            index(CollectionNames.AUDIT, Kind.PLAIN, "actor", "at"));

    private final MongoDatabase database;
    private boolean done;

    public StoreIndexes(MongoDatabase database) {
        this.database = database;
    }

    static List<Index> all() {
        return INDEXES;
    }

    /** Called until it succeeds; the store may be away at the start. */
    public synchronized void ensure() {
        if (!done) {
            create(database);
            done = true;
        }
    }

    /** Creates what is missing; may be repeated. */
    public static void create(MongoDatabase database) {
        INDEXES.forEach(index -> create(database, index));
    }

    private static void create(MongoDatabase database, Index index) {
        try {
            index.create(database);
        } catch (MongoCommandException e) {
            if (index.kind() != Kind.UNIQUE) {
                throw e;
            }
            LOG.warn("the stored data of {} contradict a unique key: {}", index.collection(), e.getErrorMessage());
        }
    }

    private static Index index(String collection, Kind kind, String... fields) {
        return new Index(collection, kind, List.of(fields));
    }
}
