package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.common.repository.Listed;
import routes.threshold.task.HistoryFeedback;
import routes.threshold.task.HistoryFeedbacks;

/** Feedback on the history of metrics in MongoDB. */
public final class MongoHistoryFeedbacks implements HistoryFeedbacks {
    static final String BY = "by";
    private static final Bson NEWEST = Sorts.descending("at", "_id");

    private final MongoCollection<Document> feedbacks;

    public MongoHistoryFeedbacks(MongoDatabase database) {
        feedbacks = database.getCollection(CollectionNames.TASK_FEEDBACK);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public void put(HistoryFeedback feedback) {
        Document document = new Document("_id", new ObjectId(feedback.id()))
                .append("datasource_id", feedback.dataSourceId())
                .append("kind", feedback.kind().wireName())
                .append("series", List.copyOf(feedback.series()))
                .append("start_time", Date.from(feedback.start()))
                .append("end_time", feedback.end() == null ? null : Date.from(feedback.end()))
                .append("event_id", feedback.eventId())
                .append(BY, feedback.by())
                .append("comment", feedback.comment())
                .append("at", Date.from(feedback.at()));
        feedbacks.replaceOne(eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public List<HistoryFeedback> of(String dataSourceId, Instant from, Instant to) {
        return feedbacks
                .find(and(
                        eq("datasource_id", dataSourceId),
                        lte("start_time", Date.from(to)),
                        or(eq("end_time", null), gte("end_time", Date.from(from)))))
                .sort(NEWEST)
                .map(MongoHistoryFeedbacks::feedback)
                .into(new ArrayList<>());
    }

    @Override
    public Listed<HistoryFeedback> list(String dataSourceId, int skip, int limit) {
        Bson ofSource = eq("datasource_id", dataSourceId);
        List<HistoryFeedback> found = feedbacks
                .find(ofSource)
                .sort(NEWEST)
                .skip(skip)
                .limit(limit)
                .map(MongoHistoryFeedbacks::feedback)
                .into(new ArrayList<>());
        return new Listed<>(found, feedbacks.countDocuments(ofSource));
    }

    @Override
    public boolean delete(String dataSourceId, String id) {
        return feedbacks
                        .deleteOne(and(StoredLists.byId(id), eq("datasource_id", dataSourceId)))
                        .getDeletedCount()
                == 1;
    }

    private static HistoryFeedback feedback(Document document) {
        Instant start = StoredFields.instant(document, "start_time").orElse(Instant.EPOCH);
        return new HistoryFeedback(
                StoredFields.id(document),
                document.getString("datasource_id"),
                HistoryFeedback.Kind.of(document.getString("kind")),
                new HashSet<>(StoredFields.texts(document, "series")),
                start,
                StoredFields.instant(document, "end_time").orElse(null),
                document.getString("event_id"),
                StoredFields.text(document, BY).orElse(""),
                StoredFields.text(document, "comment").orElse(""),
                StoredFields.instant(document, "at").orElse(start));
    }
}
