package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.alarm.AlarmIds;
import routes.notice.Feedback;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.notice.SentMessages;

/** Messages and feedback in VeAIOps' collections. */
public final class MongoSentMessages implements SentMessages {
    private static final String MESSAGES = "out_message_ids";
    private static final String SHOWN_TO_ALL = "public_message_id";

    private static final Bson NEWEST_FIRST = Sorts.descending("revision", "created_at");

    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> feedback;

    public MongoSentMessages(MongoDatabase database) {
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
                        alike(notice), Filters.lt("revision", notice.event().revision())))
                .sort(NEWEST_FIRST)
                .forEach(document -> messages.addAll(StoredFields.texts(document, MESSAGES)));
        return messages;
    }

    @Override
    public Notice newest(Notice notice) {
        Bson newer = Filters.and(
                alike(notice),
                Filters.gt("revision", notice.event().revision()),
                Filters.eq("state", NoticeState.SENT.name()));
        return Optional.ofNullable(notices.find(newer).sort(NEWEST_FIRST).first())
                .map(NoticeDocuments::notice)
                .orElse(notice);
    }

    /** Notices for the same target of the same bot about the same event and no other. */
    private static Bson alike(Notice notice) {
        return Filters.and(
                Filters.eq("event_main_id", new ObjectId(notice.event().id())),
                Filters.eq("notice_channel", notice.target().channel()),
                Filters.eq("target", notice.target().address()),
                Filters.eq("bot_id", notice.target().botId()),
                Filters.exists(NoticeDocuments.BUNDLE, false));
    }

    @Override
    public Optional<String> shownToAll(String noticeId) {
        return one(byId(noticeId)).map(document -> document.getString(SHOWN_TO_ALL));
    }

    @Override
    public void showToAll(String noticeId, String messageId) {
        notices.updateOne(
                byId(noticeId),
                Updates.combine(Updates.addToSet(MESSAGES, messageId), Updates.set(SHOWN_TO_ALL, messageId)));
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

    @Override
    public List<Feedback> said(String eventId, String channel) {
        List<Feedback> said = new ArrayList<>();
        feedback.find(Filters.and(
                        Filters.eq("event_main_id", new ObjectId(eventId)), Filters.eq("notice_channel", channel)))
                .sort(Sorts.ascending("created_at", "_id"))
                .forEach(document -> said.add(feedback(document)));
        return said;
    }

    /** VeAIOps' feedback may lack what ours has. */
    private static Feedback feedback(Document document) {
        Map<String, String> operator = new HashMap<>();
        Optional.ofNullable(document.get("operator", Document.class))
                .ifPresent(ids -> ids.forEach((name, id) -> {
                    if (id != null) {
                        operator.put(name, id.toString());
                    }
                }));
        return new Feedback(
                document.getObjectId("_id").toHexString(),
                document.getObjectId("event_main_id").toHexString(),
                document.getString("notice_channel"),
                document.getString("out_message_id"),
                Optional.ofNullable(document.getString("action")).orElse(""),
                document.getString("feedback"),
                operator,
                Optional.ofNullable(document.getDate("created_at"))
                        .map(Date::toInstant)
                        .orElse(Instant.EPOCH));
    }

    private Optional<Document> one(Bson filter) {
        return Optional.ofNullable(notices.find(filter).first());
    }

    private static Bson byId(String noticeId) {
        return Filters.eq("_id", new ObjectId(noticeId));
    }
}
