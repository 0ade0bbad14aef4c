package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.channel.chat.Chat;
import routes.channel.chat.ChatChange;
import routes.channel.chat.Chats;
import routes.common.repository.Listed;

/** Chats in VeAIOps' collection. */
public final class MongoChats implements Chats {
    private static final String CHANGED = "changed_at";

    private final MongoCollection<Document> chats;

    public MongoChats(MongoDatabase database) {
        this.chats = database.getCollection(CollectionNames.CHAT);
    }

    @Override
    public void apply(ChatChange change) {
        begin(change);
        Bson older = Filters.and(
                key(change.channel(), change.botId(), change.chatId()),
                Filters.or(Filters.eq(CHANGED, null), Filters.lte(CHANGED, Date.from(change.at()))));
        chats.updateOne(older, new Document("$set", state(change)));
    }

    /** Two deliveries at once: the unique key lets one of them begin the chat. */
    private void begin(ChatChange change) {
        Document fresh = new Document("name", change.name() == null ? "" : change.name())
                .append("is_active", change.active())
                .append("start_time", change.active() ? Date.from(change.at()) : null)
                .append("chat_link", null)
                .append("enable_func_proactive_reply", true)
                .append("enable_func_interest", true)
                .append(CHANGED, Date.from(change.at()));
        try {
            chats.updateOne(
                    key(change.channel(), change.botId(), change.chatId()),
                    new Document("$setOnInsert", fresh),
                    new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (!DuplicateKeys.caused(e)) {
                throw e;
            }
        } catch (MongoCommandException e) {
            if (!known(change.channel(), change.botId(), change.chatId())) {
                throw e;
            }
        }
    }

    private static Document state(ChatChange change) {
        Document state = new Document("is_active", change.active()).append(CHANGED, Date.from(change.at()));
        if (change.name() != null) {
            state.append("name", change.name());
        }
        return state;
    }

    @Override
    public boolean known(String channel, String botId, String chatId) {
        return chats.find(key(channel, botId, chatId)).first() != null;
    }

    @Override
    public void refresh(List<ChatChange> listed) {
        if (listed.isEmpty()) {
            return;
        }
        listed.forEach(this::apply);
        ChatChange any = listed.get(0);
        Bson gone = Filters.and(
                Filters.eq("channel", any.channel()),
                Filters.eq("bot_id", any.botId()),
                Filters.ne("chat_type", "p2p"),
                Filters.nin("chat_id", listed.stream().map(ChatChange::chatId).toList()),
                Filters.or(Filters.eq(CHANGED, null), Filters.lt(CHANGED, Date.from(any.at()))));
        chats.updateMany(
                gone, new Document("$set", new Document("is_active", false).append(CHANGED, Date.from(any.at()))));
    }

    @Override
    public Optional<Chat> find(String id) {
        return Optional.ofNullable(chats.find(StoredLists.byId(id)).first()).map(MongoChats::chat);
    }

    @Override
    public Optional<Chat> find(String channel, String botId, String chatId) {
        return Optional.ofNullable(chats.find(key(channel, botId, chatId)).first())
                .map(MongoChats::chat);
    }

    @Override
    public Listed<Chat> list(Filter filter, int skip, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(
                Filters.eq("channel", filter.channel()),
                Filters.eq("bot_id", filter.botId()),
                filter.active() ? Filters.ne("is_active", false) : Filters.eq("is_active", false)));
        Stream.of(
                        StoredLists.contains("name", filter.name()),
                        flag("enable_func_interest", filter.interest()),
                        flag("enable_func_proactive_reply", filter.proactiveReply()))
                .flatMap(Optional::stream)
                .forEach(filters::add);
        return StoredLists.page(chats, filters, new int[] {skip, limit}, MongoChats::chat);
    }

    @Override
    public boolean configure(String id, @Nullable Boolean proactiveReply, @Nullable Boolean interest) {
        Document fields = new Document();
        if (proactiveReply != null) {
            fields.append("enable_func_proactive_reply", proactiveReply);
        }
        if (interest != null) {
            fields.append("enable_func_interest", interest);
        }
        return fields.isEmpty()
                ? find(id).isPresent()
                : chats.updateOne(StoredLists.byId(id), new Document("$set", fields))
                                .getMatchedCount()
                        == 1;
    }

    @Override
    public void keepLink(String id, String link) {
        chats.updateOne(StoredLists.byId(id), new Document("$set", new Document("chat_link", link)));
    }

    private static Optional<Bson> flag(String field, @Nullable Boolean wanted) {
        return Optional.ofNullable(wanted).map(on -> on ? Filters.ne(field, false) : Filters.eq(field, false));
    }

    private static Bson key(String channel, String botId, String chatId) {
        return Filters.and(Filters.eq("channel", channel), Filters.eq("bot_id", botId), Filters.eq("chat_id", chatId));
    }

    private static Chat chat(Document document) {
        return new Chat(
                StoredFields.id(document),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "bot_id").orElse(""),
                StoredFields.text(document, "chat_id").orElse(""),
                StoredFields.text(document, "name").orElse(""),
                StoredFields.instant(document, "start_time").orElse(null),
                StoredFields.flag(document, "is_active"),
                StoredFields.text(document, "chat_link").orElse(null),
                StoredFields.flag(document, "enable_func_proactive_reply"),
                StoredFields.flag(document, "enable_func_interest"));
    }
}
