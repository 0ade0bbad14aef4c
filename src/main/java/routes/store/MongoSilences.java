package routes.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.common.repository.Listed;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceState;
import routes.subscription.silence.Silences;

/** Silences in MongoDB, which are also asked by their time. */
public final class MongoSilences extends Documents<Silence> implements Silences {
    private static final String STARTS = "starts_at";
    private static final String ENDS = "ends_at";

    public MongoSilences(MongoDatabase database) {
        super(database, CollectionNames.SILENCE, Silence.class, new ChangeCounter(database, "silences"));
    }

    @Override
    public List<Silence> unexpired(Instant now) {
        return read(collection().find(Filters.gt(ENDS, Date.from(now))));
    }

    @Override
    public Listed<Silence> list(List<SilenceState> states, Instant now, int skip, int limit) {
        Bson wanted = states.isEmpty()
                ? new Document()
                : Filters.or(
                        states.stream().map(state -> in(state, Date.from(now))).toList());
        return new Listed<>(
                read(collection()
                        .find(wanted)
                        .sort(Sorts.descending("_id"))
                        .skip(skip)
                        .limit(limit)),
                collection().countDocuments(wanted));
    }

    @Override
    public void matched(String id, Instant now) {
        change(id, now, Updates.set("matched", true));
    }

    @Override
    public void end(String id, Instant now) {
        change(id, now, Updates.set(ENDS, Date.from(now)));
    }

    private void change(String id, Instant now, Bson change) {
        Bson stamp = Updates.set("updated_at", Date.from(now));
        changeIf(id, Filters.gt(ENDS, Date.from(now)), Updates.combine(change, stamp));
    }

    private static Bson in(SilenceState state, Date now) {
        return switch (state) {
            case PENDING -> Filters.gt(STARTS, now);
            case ACTIVE -> Filters.and(Filters.lte(STARTS, now), Filters.gt(ENDS, now));
            case EXPIRED -> Filters.lte(ENDS, now);
        };
    }
}
