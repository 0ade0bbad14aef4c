package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.notice.Reminder;
import routes.subscription.Subscription.Target;

/** Reminders in MongoDB, found by their unique due key. */
public final class MongoReminders implements Reminder.Book {
    /** Unique and sparse, sorts by time. */
    static final String DUE_KEY = "due_key";

    private static final int DUPLICATE = 11_000;

    private final MongoCollection<Document> reminders;

    public MongoReminders(MongoDatabase database) {
        reminders = database.getCollection(CollectionNames.REMINDER);
    }

    @Override
    public void begin(Reminder reminder, Instant due) {
        try {
            reminders.insertOne(new Document("_id", new ObjectId(reminder.id()))
                    .append("event_id", reminder.eventId())
                    .append("channel", reminder.target().channel())
                    .append("target", reminder.target().address())
                    .append("bot_id", reminder.target().botId())
                    .append("format", reminder.target().format())
                    .append("subscription_id", reminder.subscriptionId())
                    .append("subscription_name", reminder.subscriptionName())
                    .append("told", 0)
                    .append(DUE_KEY, NoticeDocuments.dueKey(due, reminder.id())));
        } catch (MongoWriteException e) {
            if (e.getCode() != DUPLICATE) {
                throw e;
            }
        }
    }

    @Override
    public List<Reminder> due(Instant now, int limit) {
        return reminders
                .find(lt(DUE_KEY, NoticeDocuments.dueKey(now, "~")))
                .sort(Sorts.ascending(DUE_KEY))
                .limit(limit)
                .map(MongoReminders::reminder)
                .into(new ArrayList<>());
    }

    private static Reminder reminder(Document document) {
        return new Reminder(
                StoredFields.id(document),
                document.getString("event_id"),
                new Target(
                        document.getString("channel"),
                        document.getString("target"),
                        document.getString("bot_id"),
                        document.getString("format")),
                document.getString("subscription_id"),
                document.getString("subscription_name"),
                document.getInteger("told"));
    }

    @Override
    public void next(Reminder reminder, int sent, Instant due) {
        reminders.updateOne(
                asRead(reminder),
                Updates.combine(
                        Updates.set("told", sent), Updates.set(DUE_KEY, NoticeDocuments.dueKey(due, reminder.id()))));
    }

    @Override
    public void end(Reminder reminder) {
        reminders.deleteOne(asRead(reminder));
    }

    private static Bson asRead(Reminder reminder) {
        return and(eq("_id", new ObjectId(reminder.id())), eq("told", reminder.sent()));
    }
}
