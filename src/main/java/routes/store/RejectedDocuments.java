package routes.store;

import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import routes.rejected.RejectedBody;
import routes.rejected.RejectedState;

/** A {@link RejectedBody} as a document of {@code veaiops__alarm_rejected}. */
final class RejectedDocuments {
    /** Unique, sorts by the time of receipt. */
    static final String KEY = "received_key";

    private RejectedDocuments() {}

    static Document document(RejectedBody rejected) {
        byte[] body = rejected.body();
        return new Document("_id", new ObjectId(rejected.id()))
                .append(KEY, NoticeDocuments.dueKey(rejected.receivedAt(), rejected.id()))
                .append("source", rejected.source())
                .append("received_at", Date.from(rejected.receivedAt()))
                .append("content_type", rejected.contentType())
                .append("body", body == null ? null : new Binary(body))
                .append("size", rejected.size())
                .append("item", rejected.item())
                .append("retry_id", rejected.retryId())
                .append("error", rejected.error())
                .append("field", rejected.field())
                .append("message", rejected.message())
                .append("state", rejected.state().name())
                .append("alarm_ids", rejected.alarmIds())
                .append("updated_at", Date.from(rejected.updatedAt()));
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
                document.getDate("updated_at").toInstant());
    }
}
