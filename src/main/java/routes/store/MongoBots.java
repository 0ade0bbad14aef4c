package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.repository.Listed;

/** Bots in VeAIOps' collection. */
public final class MongoBots implements Bots {
    private final MongoCollection<Document> bots;
    private final MongoCollection<Document> attributes;
    private final ChangeCounter changes;

    public MongoBots(MongoDatabase database) {
        this.bots = database.getCollection(CollectionNames.BOT);
        this.attributes = database.getCollection(CollectionNames.BOT_ATTRIBUTE);
        this.changes = new ChangeCounter(database, "bots");
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public long version() {
        return changes.value();
    }

    @Override
    public List<StoredBot> all() {
        return bots.find().map(BotDocuments::bot).into(new ArrayList<>());
    }

    @Override
    public Optional<StoredBot> find(String id) {
        return Optional.ofNullable(bots.find(StoredLists.byId(id)).first()).map(BotDocuments::bot);
    }

    @Override
    public Optional<StoredBot> find(String channel, String botId) {
        return Optional.ofNullable(bots.find(key(channel, botId)).first()).map(BotDocuments::bot);
    }

    @Override
    public Listed<StoredBot> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.contains("name", filter.name()), StoredLists.equal("channel", filter.channel()))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(bots, filters, new int[] {skip, limit}, BotDocuments::bot);
    }

    @Override
    public boolean insert(StoredBot bot) {
        try {
            bots.insertOne(BotDocuments.document(bot));
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
        changes.bump();
        return true;
    }

    @Override
    public boolean replace(StoredBot bot) {
        boolean found = bots.updateOne(StoredLists.byId(bot.id()), new Document("$set", BotDocuments.fields(bot)))
                        .getMatchedCount()
                == 1;
        changes.bump();
        return found;
    }

    @Override
    public boolean delete(StoredBot bot) {
        attributes.deleteMany(key(bot.channel(), bot.botId()));
        boolean found = bots.deleteOne(StoredLists.byId(bot.id())).getDeletedCount() == 1;
        changes.bump();
        return found;
    }

    private static Bson key(String channel, String botId) {
        return Filters.and(Filters.eq("channel", channel), Filters.eq("bot_id", botId));
    }
}
