package routes.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;

/** A {@link RejectedBody} as a document of {@code veaiops__alarm_rejected}. */
final class RejectedDocuments {
    /** Unique, sorts by the time of the last receipt. */
    static final String KEY = "received_key";

    /** The same for every time that the body comes. */
    static final String SAME = "same";

    private static final String FIRST_SEEN = "first_seen";
    private static final String COUNT = "count";

    private RejectedDocuments() {}

    /** Adds the body, or counts it on the document that has it and still waits. */
    static UpdateOneModel<Document> kept(RejectedBody rejected) {
        byte[] body = rejected.body();
        Bson first = Updates.combine(
                Updates.setOnInsert("_id", new ObjectId(rejected.id())),
                Updates.setOnInsert("source", rejected.source()),
                Updates.setOnInsert("content_type", rejected.contentType()),
                Updates.setOnInsert("body", body == null ? null : new Binary(body)),
                Updates.setOnInsert("size", rejected.size()),
                Updates.setOnInsert("item", rejected.item()),
                Updates.setOnInsert("alarm_ids", rejected.alarmIds()),
                Updates.setOnInsert(FIRST_SEEN, Date.from(rejected.firstSeen())));
        Bson always = Updates.combine(
                Updates.set(KEY, NoticeDocuments.dueKey(rejected.receivedAt(), rejected.id())),
                Updates.set("received_at", Date.from(rejected.receivedAt())),
                Updates.set("retry_id", rejected.retryId()),
                Updates.set("error", rejected.error()),
                Updates.set("field", rejected.field()),
                Updates.set("message", rejected.message()),
                Updates.set("updated_at", Date.from(rejected.updatedAt())),
                Updates.inc(COUNT, rejected.count()));
        return new UpdateOneModel<>(
                Filters.and(Filters.eq(SAME, rejected.sameness()), Filters.eq("state", RejectedState.REJECTED.name())),
                Updates.combine(first, always),
                new UpdateOptions().upsert(true));
    }

    static RejectedBody rejected(Document document) {
        return new RejectedBody(
                StoredFields.id(document),
                document.getString("source"),
                document.getDate("received_at").toInstant(),
                document.getString("content_type"),
                Optional.ofNullable(document.get("body", Binary.class))
                        .map(Binary::getData)
                        .orElse(null),
                document.getInteger("size"),
                document.getInteger("item"),
                document.getString("retry_id"),
                document.getString("error"),
                document.getString("field"),
                document.getString("message"),
                RejectedState.valueOf(document.getString("state")),
                StoredFields.texts(document, "alarm_ids"),
                document.getDate("updated_at").toInstant(),
                document.getString("updated_user"),
                document.get(FIRST_SEEN, document.getDate("received_at")).toInstant(),
                document.getInteger(COUNT, 1));
    }
}
