package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.alarm.AlarmIds;
import routes.notice.Feedback;
import routes.notice.Notice;
import routes.notice.Told;

/** Messages and feedback in the reference's collections. */
public final class MongoTold implements Told {
    private static final String MESSAGES = "out_message_ids";

    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> feedback;

    public MongoTold(MongoDatabase database) {
        this.notices = database.getCollection(CollectionNames.NOTICE);
        this.feedback = database.getCollection(CollectionNames.FEEDBACK);
    }

    @Override
    public Optional<Notice> notice(String noticeId) {
        return AlarmIds.valid(noticeId) ? one(byId(noticeId)).map(NoticeDocuments::notice) : Optional.empty();
    }

    @Override
    public Optional<Notice> holding(String channel, String messageId) {
        return one(Filters.and(Filters.eq(MESSAGES, messageId), Filters.eq("notice_channel", channel)))
                .filter(document -> document.get("state") != null)
                .map(NoticeDocuments::notice);
    }

    @Override
    public List<String> messagesOf(String noticeId) {
        return one(byId(noticeId))
                .map(document -> StoredFields.texts(document, MESSAGES))
                .orElse(List.of());
    }

    @Override
    public List<String> earlierMessages(Notice notice) {
        List<String> messages = new ArrayList<>();
        notices.find(Filters.and(
                        Filters.eq("event_main_id", new ObjectId(notice.event().id())),
                        Filters.eq("notice_channel", notice.target().channel()),
                        Filters.eq("target", notice.target().address()),
                        Filters.lt("revision", notice.event().revision())))
                .forEach(document -> messages.addAll(StoredFields.texts(document, MESSAGES)));
        return messages;
    }

    @Override
    public void add(String noticeId, String messageId) {
        notices.updateOne(byId(noticeId), Updates.addToSet(MESSAGES, messageId));
    }

    @Override
    public boolean keep(Feedback given) {
        Document operator = new Document();
        operator.putAll(given.operator());
        try {
            feedback.insertOne(new Document("_id", new ObjectId(given.id()))
                    .append("event_main_id", new ObjectId(given.eventId()))
                    .append("notice_channel", given.channel())
                    .append("out_message_id", given.messageId())
                    .append("action", given.action())
                    .append("feedback", given.text())
                    .append("operator", operator)
                    .append("created_at", Date.from(given.at()))
                    .append("updated_at", Date.from(given.at())));
            return true;
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Document> one(Bson filter) {
        return Optional.ofNullable(notices.find(filter).first());
    }

    private static Bson byId(String noticeId) {
        return Filters.eq("_id", new ObjectId(noticeId));
    }
}
