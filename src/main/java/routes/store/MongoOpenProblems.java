package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.event.LooseRecoveries;

/** Open events of one source with some labels; of the index it reads the open events of that source. */
public final class MongoOpenProblems implements LooseRecoveries.OpenProblems {
    private static final int MOST = 500;

    private final MongoCollection<Document> events;

    public MongoOpenProblems(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
    }

    /** In the order of their fingerprints. */
    @Override
    public List<String> fingerprints(String source, Map<String, String> labels) {
        List<Bson> wanted = new ArrayList<>();
        wanted.add(Filters.gt(MongoEventLedger.OPEN_FINGERPRINT, source + ":"));
        wanted.add(Filters.lt(MongoEventLedger.OPEN_FINGERPRINT, source + ";"));
        labels.forEach((name, value) ->
                wanted.add(Filters.elemMatch("labels", Filters.and(Filters.eq("k", name), Filters.eq("v", value)))));
        return events
                .find(Filters.and(wanted))
                .projection(Projections.include(MongoEventLedger.OPEN_FINGERPRINT))
                .limit(MOST)
                .map(event -> event.getString(MongoEventLedger.OPEN_FINGERPRINT))
                .into(new ArrayList<>())
                .stream()
                .sorted()
                .toList();
    }
}
