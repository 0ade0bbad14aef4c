package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import routes.channel.chat.InterestRule;
import routes.channel.chat.InterestRules;
import routes.common.repository.Query;

/** Interest rules in VeAIOps' collection; {@code silence_delta} is seconds there. */
public final class MongoInterestRules extends Documents<InterestRule> implements InterestRules {
    private static final String SILENCE = "silence_delta";
    private static final double MILLIS = 1000.0;

    public MongoInterestRules(MongoDatabase database) {
        super(database, CollectionNames.INTEREST, InterestRule.class);
    }

    @Override
    public List<InterestRule> ofBot(String channel, String botId) {
        return all(Query.ALL.anyOf("channel", List.of(channel)).anyOf("bot_id", List.of(botId)));
    }

    @Override
    public Optional<InterestRule> findByUuid(String uuid) {
        return first(Query.ALL.anyOf("uuid", List.of(uuid)));
    }

    @Override
    public boolean replace(InterestRule rule, int read) {
        Document fields = document(rule);
        fields.remove("_id");
        boolean[] same = new boolean[1];
        boolean free = DuplicateKeys.absent(
                () -> same[0] = changeIf(rule.id(), Filters.eq("version", read), new Document("$set", fields)));
        return free && same[0];
    }

    @Override
    protected void toStore(ObjectNode tree) {
        tree.put(SILENCE, Duration.parse(tree.path(SILENCE).textValue()).toMillis() / MILLIS);
    }
}
