package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import routes.account.LoginTries;

/** Counts logins that are tried, a document for each name or address and window. */
public final class MongoLoginTries implements LoginTries {
    static final String EXPIRES_AT = "expires_at";
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> tries;

    public MongoLoginTries(MongoDatabase database) {
        this.tries = database.getCollection(CollectionNames.LOGIN_TRY);
    }

    @Override
    public boolean take(String who, Limit limit, Instant now) {
        try {
            return counted(who, limit, now) <= limit.most();
        } catch (MongoWriteException | MongoCommandException e) {
            // two first upserts at once: one of them finds that the document exists now
            return counted(who, limit, now) <= limit.most();
        }
    }

    private long counted(String who, Limit limit, Instant now) {
        Document after = tries.findOneAndUpdate(
                Filters.eq("_id", id(who, limit, now)),
                Updates.combine(
                        Updates.inc("n", 1L),
                        Updates.setOnInsert(EXPIRES_AT, Date.from(now.plusSeconds(limit.secondsLeft(now))))),
                UPSERT);
        return Objects.requireNonNull(after).get("n", Number.class).longValue();
    }

    @Override
    public void forget(String who, Limit limit, Instant now) {
        tries.deleteOne(Filters.eq("_id", id(who, limit, now)));
    }

    private static String id(String who, Limit limit, Instant now) {
        return limit.window(now) + ":" + who;
    }
}
