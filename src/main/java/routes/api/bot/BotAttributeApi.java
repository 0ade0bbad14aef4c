package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.BotAttribute;
import routes.channel.bot.BotAttributes;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.subscription.Stamps;

/** Operations on the projects, products and customers that a bot works for. */
public final class BotAttributeApi {
    private static final int DEFAULT_LIMIT = 10;

    private final Bots bots;
    private final BotAttributes attributes;
    private final Clock clock;

    public BotAttributeApi(Bots bots, BotAttributes attributes, Clock clock) {
        this.bots = bots;
        this.attributes = attributes;
        this.clock = clock;
    }

    /** Adds the values that the bot does not have yet; answers only those. */
    public ApiAnswer create(ApiRequest request) {
        Payload payload = request.json(Payload.class);
        requireActive(payload.channel(), payload.botId());
        Stamps stamps = Stamps.created(now());
        List<BotAttribute> wanted = payload.values().stream()
                .distinct()
                .map(value -> new BotAttribute("", payload.channel(), payload.botId(), payload.name(), value, stamps))
                .toList();
        return ApiAnswer.created(
                attributes.add(wanted).stream().map(AttributeJson::of).toList());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(AttributeJson.of(existing(request)));
    }

    public ApiAnswer list(ApiRequest request) {
        BotAttributes.Filter filter = new BotAttributes.Filter(
                request.queryAll("names"),
                request.query("value").orElse(""),
                request.query("channel").orElse(""),
                request.query("bot_id").orElse(""));
        Page given = request.page();
        Page page = request.query("limit").isPresent() ? given : new Page(given.skip(), DEFAULT_LIMIT);
        Listed<BotAttribute> found = attributes.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(AttributeJson::of).toList(), page, found.total());
    }

    /** Another value in its place. */
    public ApiAnswer update(ApiRequest request) {
        BotAttribute attribute = existing(request);
        String value = request.query("value").orElseThrow();
        requireActive(attribute.channel(), attribute.botId());
        if (!attributes.setValue(attribute.id(), value, now())) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "the bot has a " + attribute.name() + " of this value: remove one of the two");
        }
        return ApiAnswer.ok(AttributeJson.of(existing(request)));
    }

    public ApiAnswer delete(ApiRequest request) {
        attributes.delete(existing(request).id());
        return ApiAnswer.ok(true);
    }

    /** All values of some names of a bot, whether the bot is still there or not; that there are none is fine. */
    public ApiAnswer deleteNamed(ApiRequest request) {
        attributes.delete(
                request.query("channel").orElseThrow(),
                request.query("bot_id").orElseThrow(),
                request.queryAll("names"));
        return ApiAnswer.ok(true);
    }

    record Payload(
            @JsonProperty("channel") String channel,
            @JsonProperty("bot_id") String botId,
            @JsonProperty("name") String name,
            @JsonProperty("values") List<String> values) {}

    /** An attribute as it is shown. */
    @JsonNaming(SnakeCaseStrategy.class)
    record AttributeJson(
            @JsonProperty("_id") String id,
            String channel,
            String botId,
            String name,
            String value,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {
        static AttributeJson of(BotAttribute attribute) {
            return new AttributeJson(
                    attribute.id(),
                    attribute.channel(),
                    attribute.botId(),
                    attribute.name(),
                    attribute.value(),
                    attribute.stamps().createdAt(),
                    attribute.stamps().updatedAt());
        }
    }

    private BotAttribute existing(ApiRequest request) {
        String id = request.idParameter("uid");
        return attributes
                .find(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no bot attribute " + id));
    }

    private void requireActive(String channel, String botId) {
        if (bots.find(channel, botId).filter(StoredBot::active).isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.NOT_FOUND,
                    "there is no active " + channel + " bot " + botId + ": add it or switch it on");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
