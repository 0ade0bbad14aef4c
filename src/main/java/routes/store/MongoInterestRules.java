package routes.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.alarm.SilenceDelta;
import routes.channel.chat.InterestRule;
import routes.channel.chat.InterestRule.Action;
import routes.channel.chat.InterestRule.Kind;
import routes.channel.chat.InterestRule.Look;
import routes.channel.chat.InterestRules;
import routes.common.json.Json;

/** Interest rules in VeAIOps' collection; {@code silence_delta} is seconds there. */
public final class MongoInterestRules implements InterestRules {
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);
    private static final double MILLIS = 1000.0;

    private final MongoCollection<Document> rules;

    public MongoInterestRules(MongoDatabase database) {
        this.rules = database.getCollection(CollectionNames.INTEREST);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public List<InterestRule> ofBot(String channel, String botId) {
        return rules.find(Filters.and(Filters.eq("channel", channel), Filters.eq("bot_id", botId)))
                .sort(Sorts.ascending("_id"))
                .map(MongoInterestRules::rule)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<InterestRule> find(String uuid) {
        return Optional.ofNullable(rules.find(Filters.eq("uuid", uuid)).first()).map(MongoInterestRules::rule);
    }

    @Override
    public int insert(List<InterestRule> made) {
        List<Document> documents =
                made.stream().map(MongoInterestRules::document).toList();
        try {
            return rules.insertMany(documents, ANY_ORDER).getInsertedIds().size();
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
            return made.size() - e.getWriteErrors().size();
        }
    }

    @Override
    public boolean replace(InterestRule rule, int read) {
        Document fields = document(rule);
        fields.remove("_id");
        try {
            return rules.updateOne(
                                    Filters.and(StoredLists.byId(rule.id()), Filters.eq("version", read)),
                                    new Document("$set", fields))
                            .getMatchedCount()
                    == 1;
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    private static Document document(InterestRule rule) {
        Look look = rule.look();
        return StoredFields.with(
                new Document("_id", new ObjectId(rule.id()))
                        .append("uuid", rule.uuid())
                        .append("channel", rule.channel())
                        .append("bot_id", rule.botId())
                        .append("name", rule.name())
                        .append("description", rule.description())
                        .append("examples_positive", look.examplesPositive())
                        .append("examples_negative", look.examplesNegative())
                        .append("action_category", look.action().wireName())
                        .append("inspect_category", look.kind().wireName())
                        .append("regular_expression", look.regularExpression())
                        .append("inspect_history", look.history())
                        .append("silence_delta", look.silence().toMillis() / MILLIS)
                        .append("version", rule.version())
                        .append(
                                "level",
                                rule.level() == null ? null : rule.level().name())
                        .append("is_active", rule.active()),
                rule.stamps());
    }

    private static InterestRule rule(Document document) {
        return new InterestRule(
                StoredFields.id(document),
                StoredFields.text(document, "uuid").orElse(""),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "bot_id").orElse(""),
                StoredFields.text(document, "name").orElse(""),
                StoredFields.text(document, "description").orElse(""),
                look(document),
                level(document),
                StoredFields.flag(document, "is_active"),
                number(document, "version"),
                StoredFields.stamps(document));
    }

    private static Look look(Document document) {
        boolean filter =
                document.get("action_category") instanceof String action && action.equals(Action.FILTER.wireName());
        boolean expression = document.get("inspect_category") instanceof String kind && kind.equals(Kind.RE.wireName());
        return new Look(
                filter ? Action.FILTER : Action.DETECT,
                expression ? Kind.RE : Kind.SEMANTIC,
                StoredFields.textsOrNull(document, "examples_positive"),
                StoredFields.textsOrNull(document, "examples_negative"),
                StoredFields.text(document, "regular_expression").orElse(null),
                number(document, "inspect_history"),
                silence(document));
    }

    private static Duration silence(Document document) {
        return SilenceDelta.of(Json.mapper().valueToTree(document.get("silence_delta")));
    }

    private static @Nullable Level level(Document document) {
        return StoredFields.text(document, "level")
                .filter(name -> name.matches("P[012]"))
                .map(Level::valueOf)
                .orElse(null);
    }

    private static int number(Document document, String field) {
        return StoredFields.of(document, field, Number.class)
                .map(Number::intValue)
                .orElse(1);
    }
}
