package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.extension.learn.LearnRepository;
import routes.extension.learn.LearnSession;

/** One document for each source that is being learned, with its posts: their count and size keep it below the limit. */
public final class MongoLearnRepository implements LearnRepository {
    private static final String EXPIRES = "expires_at";
    private static final String POSTS = "posts";
    /** Posts that are still to come: a number that MongoDB compares for us. */
    private static final String LEFT = "left";

    private static final Bson WITHOUT_POSTS = Projections.exclude(POSTS);

    private final MongoCollection<Document> sessions;

    public MongoLearnRepository(MongoDatabase database) {
        sessions = database.getCollection(CollectionNames.LEARN);
    }

    @Override
    public boolean open(LearnSession session, Instant now) {
        sessions.deleteOne(and(eq("_id", session.source()), lte("until", Date.from(now))));
        try {
            sessions.insertOne(new Document("_id", session.source())
                    .append("token_hash", session.tokenHash())
                    .append("most", session.most())
                    .append(LEFT, session.most() - session.taken())
                    .append("until", Date.from(session.until()))
                    .append(EXPIRES, Date.from(session.expires()))
                    .append(POSTS, List.of()));
            return true;
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<LearnSession> find(String source) {
        return Optional.ofNullable(sessions.find(eq("_id", source))
                        .projection(WITHOUT_POSTS)
                        .first())
                .map(MongoLearnRepository::session);
    }

    @Override
    public Optional<LearnSession> keep(String source, String post, Instant now) {
        return Optional.ofNullable(sessions.findOneAndUpdate(
                        and(eq("_id", source), gt(LEFT, 0), gt("until", Date.from(now))),
                        Updates.combine(Updates.inc(LEFT, -1), Updates.push(POSTS, post)),
                        new FindOneAndUpdateOptions()
                                .returnDocument(ReturnDocument.AFTER)
                                .projection(WITHOUT_POSTS)))
                .map(MongoLearnRepository::session);
    }

    @Override
    public List<String> posts(String source) {
        return Optional.ofNullable(sessions.find(eq("_id", source)).first())
                .map(found -> found.getList(POSTS, String.class))
                .orElse(List.of());
    }

    @Override
    public void forget(Instant now) {
        sessions.deleteMany(lte(EXPIRES, Date.from(now)));
    }

    @Override
    public void close(String source) {
        sessions.deleteOne(eq("_id", source));
    }

    private static LearnSession session(Document found) {
        int most = found.getInteger("most");
        return new LearnSession(
                found.getString("_id"),
                found.getString("token_hash"),
                most,
                most - found.getInteger(LEFT),
                found.getDate("until").toInstant());
    }
}
