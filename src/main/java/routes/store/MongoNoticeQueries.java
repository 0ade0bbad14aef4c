package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.notice.NoticeQueries;
import routes.notice.NoticeView;

/** Answers questions about notices from MongoDB. */
public final class MongoNoticeQueries implements NoticeQueries {
    private final MongoCollection<Document> notices;

    public MongoNoticeQueries(MongoDatabase database) {
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    @Override
    public List<NoticeView> byIds(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return notices.find(Filters.in("_id", ids.stream().map(ObjectId::new).toList()))
                .sort(Sorts.ascending("created_at", "_id"))
                .map(MongoNoticeQueries::view)
                .into(new ArrayList<>());
    }

    private static NoticeView view(Document document) {
        return new NoticeView(
                StoredFields.id(document),
                StoredFields.of(document, "revision", Number.class)
                        .map(Number::longValue)
                        .orElse(null),
                StoredFields.text(document, "transition").orElse(null),
                StoredFields.text(document, "notice_channel").orElse(""),
                StoredFields.text(document, "target").orElse(""),
                StoredFields.text(document, "subscription_id").orElse(null),
                StoredFields.text(document, "subscription_name").orElse(null),
                StoredFields.text(document, "state").orElse(null),
                StoredFields.text(document, "reason").orElse(null),
                StoredFields.of(document, "status", Number.class)
                        .map(Number::intValue)
                        .orElse(0),
                EventViews.documents(document, "attempts").stream()
                        .map(MongoNoticeQueries::attempt)
                        .toList(),
                StoredFields.instant(document, "next_attempt_at").orElse(null),
                StoredFields.texts(document, "out_message_ids"),
                StoredFields.instant(document, "created_at").orElse(null),
                StoredFields.instant(document, "updated_at").orElse(null));
    }

    private static Map<String, Object> attempt(Document stored) {
        Map<String, Object> attempt = new LinkedHashMap<>();
        stored.forEach((name, value) -> {
            if (value != null) {
                attempt.put(name, value instanceof Date date ? date.toInstant() : value);
            }
        });
        return attempt;
    }
}
