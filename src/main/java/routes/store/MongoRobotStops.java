package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import routes.notice.RobotStops;

/** The {@link RobotStops} in MongoDB: one small document for each robot or chat that was ever throttled. */
public final class MongoRobotStops implements RobotStops {
    private static final String UNTIL = "until";

    private final MongoCollection<Document> stops;

    public MongoRobotStops(MongoDatabase database) {
        stops = database.getCollection(CollectionNames.ROBOT_STOP);
    }

    @Override
    public Map<String, Instant> at(Instant now) {
        Map<String, Instant> found = new HashMap<>();
        stops.find(Filters.gt(UNTIL, Date.from(now)))
                .forEach(stop ->
                        found.put(stop.getString("_id"), stop.getDate(UNTIL).toInstant()));
        return found;
    }

    @Override
    public void stop(String robot, Instant until) {
        stops.updateOne(
                Filters.eq("_id", robot), Updates.max(UNTIL, Date.from(until)), new UpdateOptions().upsert(true));
    }
}
