package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.channel.bot.BotAttribute;
import routes.channel.bot.BotAttributes;
import routes.common.repository.Listed;

/** Bot attributes in VeAIOps' collection; the unique key of {@link ChatIndexes} keeps each value once. */
public final class MongoBotAttributes implements BotAttributes {
    private final MongoCollection<Document> attributes;

    public MongoBotAttributes(MongoDatabase database) {
        this.attributes = database.getCollection(CollectionNames.BOT_ATTRIBUTE);
    }

    @Override
    public List<BotAttribute> add(List<BotAttribute> wanted) {
        List<BotAttribute> added = new ArrayList<>();
        for (BotAttribute attribute : wanted) {
            Document document = document(attribute);
            if (DuplicateKeys.absent(() -> attributes.insertOne(document))) {
                added.add(attribute(document));
            }
        }
        return added;
    }

    @Override
    public Optional<BotAttribute> find(String id) {
        return Optional.ofNullable(attributes.find(StoredLists.byId(id)).first())
                .map(MongoBotAttributes::attribute);
    }

    @Override
    public Listed<BotAttribute> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.anyOf("name", filter.names()),
                        StoredLists.contains("value", filter.value()),
                        StoredLists.equal("channel", filter.channel()),
                        StoredLists.equal("bot_id", filter.botId()))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(attributes, filters, new int[] {skip, limit}, MongoBotAttributes::attribute);
    }

    @Override
    public boolean setValue(String id, String value, Instant now) {
        Bson change = Updates.combine(Updates.set("value", value), Updates.set("updated_at", Date.from(now)));
        return DuplicateKeys.absent(() -> attributes.updateOne(StoredLists.byId(id), change));
    }

    @Override
    public boolean delete(String id) {
        return attributes.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    @Override
    public long delete(String channel, String botId, Collection<String> names) {
        return attributes
                .deleteMany(Filters.and(
                        Filters.eq("channel", channel), Filters.eq("bot_id", botId), Filters.in("name", names)))
                .getDeletedCount();
    }

    private static BotAttribute attribute(Document document) {
        return new BotAttribute(
                StoredFields.id(document),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "bot_id").orElse(""),
                StoredFields.text(document, "name").orElse(""),
                StoredFields.text(document, "value").orElse(""),
                StoredFields.stamps(document));
    }

    private static Document document(BotAttribute attribute) {
        return StoredFields.with(
                new Document("_id", new ObjectId())
                        .append("channel", attribute.channel())
                        .append("bot_id", attribute.botId())
                        .append("name", attribute.name())
                        .append("value", attribute.value()),
                attribute.stamps());
    }
}
