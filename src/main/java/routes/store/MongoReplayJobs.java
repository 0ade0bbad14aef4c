package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.notice.replay.ReplayJob;
import routes.notice.replay.ReplayJobs;
import routes.notice.replay.ReplayState;

/** Replays in MongoDB. */
public final class MongoReplayJobs implements ReplayJobs {
    /** Unique and sparse, sorts by the time of the last turn: present while the replay is running. */
    static final String TURN = "turn_key";

    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> jobs;

    public MongoReplayJobs(MongoDatabase database) {
        jobs = database.getCollection(CollectionNames.REPLAY);
    }

    @Override
    public boolean add(ReplayJob job) {
        try {
            jobs.insertOne(ReplayDocuments.document(job));
            return true;
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<ReplayJob> byId(String id) {
        return Optional.ofNullable(jobs.find(eq("_id", id)).first()).map(ReplayDocuments::job);
    }

    /** The turn is looked up first, because the key of the turn that follows needs the id. */
    @Override
    public Optional<ReplayJob> claim(Claim claim) {
        Bson free = and(
                gt(TURN, ""),
                or(
                        exists("lease_until", false),
                        lte("lease_until", Date.from(claim.now())),
                        eq("owner", claim.owner())));
        return Optional.ofNullable(jobs.find(free)
                        .projection(Projections.include("version"))
                        .sort(Sorts.ascending(TURN))
                        .first())
                .map(found -> jobs.findOneAndUpdate(
                        and(eq("_id", found.get("_id")), eq("version", found.get("version"))),
                        Updates.combine(
                                Updates.set("owner", claim.owner()),
                                Updates.set("lease_until", Date.from(claim.leaseUntil())),
                                Updates.set(TURN, NoticeDocuments.dueKey(claim.now(), found.getString("_id"))),
                                Updates.inc("version", 1L)),
                        CHANGED))
                .map(ReplayDocuments::job);
    }

    @Override
    public Optional<ReplayJob> save(ReplayJob changed) {
        List<Bson> changes = new ArrayList<>(ReplayDocuments.progress(changed.progress()));
        changes.add(Updates.inc("version", 1L));
        if (changed.progress().state() == ReplayState.DONE) {
            List.of(TURN, "owner", "lease_until").forEach(field -> changes.add(Updates.unset(field)));
        }
        Bson stillMine = and(eq("_id", changed.id()), eq("owner", changed.owner()), eq("version", changed.version()));
        return Optional.ofNullable(jobs.findOneAndUpdate(stillMine, Updates.combine(changes), CHANGED))
                .map(ReplayDocuments::job);
    }
}
