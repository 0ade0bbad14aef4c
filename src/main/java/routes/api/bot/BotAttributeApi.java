package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import routes.api.Resource;
import routes.channel.bot.BotAttribute;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.common.repository.Repository;
import routes.common.repository.Repository.Outcome;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.subscription.Stamps;

/** Operations on the projects, products and customers that a bot works for. */
public final class BotAttributeApi {
    private static final int DEFAULT_LIMIT = 10;

    private static final String ID = "uid";

    private final Bots bots;
    private final Resource<BotAttribute> attributes;

    public BotAttributeApi(Bots bots, Repository<BotAttribute> attributes, Clock clock) {
        this.bots = bots;
        this.attributes = new Resource<>(attributes, BotAttribute.class, "bot attribute", () -> {}, clock);
    }

    /** Adds the values that the bot does not have yet; answers only those. */
    public ApiAnswer create(ApiRequest request) {
        Payload payload = request.json(Payload.class);
        requireActive(payload.channel(), payload.botId());
        Repository<BotAttribute> records = attributes.records();
        Stamps stamps = Stamps.created(attributes.now());
        return ApiAnswer.created(payload.values().stream()
                .distinct()
                .map(value -> new BotAttribute(
                        records.newId(), payload.channel(), payload.botId(), payload.name(), value, stamps))
                .filter(attribute -> records.insert(attribute) == Outcome.DONE)
                .map(BotAttributeApi::shown)
                .toList());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(attributes.existing(request, ID)));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .anyOf("name", request.queryAll("names"))
                .contains("value", request.query("value").orElse(""))
                .equal("channel", request.query("channel").orElse(""))
                .equal("bot_id", request.query("bot_id").orElse(""));
        return attributes.list(request.configurationPage(DEFAULT_LIMIT), query, BotAttributeApi::shown);
    }

    /** Another value in its place. */
    public ApiAnswer update(ApiRequest request) {
        BotAttribute attribute = attributes.existing(request, ID);
        String value = request.query("value").orElseThrow();
        requireActive(attribute.channel(), attribute.botId());
        attributes.set(
                attribute.id(),
                JsonNodeFactory.instance.objectNode().put("value", value),
                "the bot has a " + attribute.name() + " of this value: remove one of the two");
        return get(request);
    }

    public ApiAnswer delete(ApiRequest request) {
        attributes.delete(request.idParameter(ID));
        return ApiAnswer.ok(true);
    }

    /** All values of some names of a bot, whether the bot is still there or not; that there are none is fine. */
    public ApiAnswer deleteNamed(ApiRequest request) {
        List<String> names = request.queryAll("names");
        Query query = Query.ALL
                .equal("channel", request.query("channel").orElseThrow())
                .equal("bot_id", request.query("bot_id").orElseThrow())
                .anyOf("name", names);
        if (!names.isEmpty()) {
            attributes.records().all(query).forEach(one -> attributes.records().delete(one.id()));
        }
        return ApiAnswer.ok(true);
    }

    private static ObjectNode shown(BotAttribute attribute) {
        return Records.tree(attribute).remove(Stamps.USERS);
    }

    record Payload(
            @JsonProperty("channel") String channel,
            @JsonProperty("bot_id") String botId,
            @JsonProperty("name") String name,
            @JsonProperty("values") List<String> values) {}

    private void requireActive(String channel, String botId) {
        if (bots.find(channel, botId).filter(StoredBot::active).isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.NOT_FOUND,
                    "there is no active " + channel + " bot " + botId + ": add it or switch it on");
        }
    }
}
