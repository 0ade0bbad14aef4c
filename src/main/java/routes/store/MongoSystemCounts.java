package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;
import routes.event.EventStatus;
import routes.health.ledger.SystemCounts;
import routes.threshold.task.VersionStatus;

/** Counts for the statistics of the system. What grows with time is counted by an index, without reading a document. */
public final class MongoSystemCounts implements SystemCounts {
    /** Absent means yes, as in VeAIOps. */
    private static final Bson ACTIVE = ne("is_active", false);

    private final MongoDatabase database;

    public MongoSystemCounts(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public long active(Switched what) {
        return count(
                switch (what) {
                    case BOTS -> CollectionNames.BOT;
                    case CHATS -> CollectionNames.CHAT;
                    case INFORM_STRATEGIES -> CollectionNames.INFORM_STRATEGY;
                    case SUBSCRIPTIONS -> CollectionNames.SUBSCRIPTION;
                    case USERS -> MongoTakeOver.USERS;
                    case PRODUCTS -> CollectionNames.PRODUCT;
                    case PROJECTS -> CollectionNames.PROJECT;
                    case CUSTOMERS -> CollectionNames.CUSTOMER;
                    case TASKS -> CollectionNames.TASK;
                },
                ACTIVE);
    }

    @Override
    public long autoUpdatedTasks() {
        return count(CollectionNames.TASK, and(ACTIVE, eq("auto_update", true)));
    }

    @Override
    public long versions(boolean succeeded, Instant from, Instant to) {
        VersionStatus status = succeeded ? VersionStatus.SUCCESS : VersionStatus.FAILED;
        return count(
                CollectionNames.TASK_VERSION, and(eq("status", status.wireName()), within("created_at", from, to)));
    }

    @Override
    public long dispatchedEvents(Instant from, Instant to) {
        return count(
                CollectionNames.EVENT,
                and(eq("status", EventStatus.DISPATCHED.code()), within("created_at", from, to)));
    }

    @Override
    public long messages(Instant from, Instant to) {
        return count(CollectionNames.MESSAGE, within("msg_time", from, to));
    }

    private long count(String collection, Bson filter) {
        return database.getCollection(collection).countDocuments(filter);
    }

    private static Bson within(String field, Instant from, Instant to) {
        return and(gte(field, Date.from(from)), lt(field, Date.from(to)));
    }
}
