package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.BotDrafts;
import routes.channel.bot.BotPlatforms;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.notice.SendResult;
import routes.subscription.Stamps;

/** Operations on bots. */
public final class BotApi {
    private final Bots bots;
    private final BotDrafts drafts;
    private final BotPlatforms platforms;
    private final Surroundings surroundings;
    private final Clock clock;

    /** What happens around a write. */
    public interface Surroundings {
        /** This copy knows what was written. */
        void follow();

        /** Brings the chats of a bot up to date, later. */
        void refreshChats(StoredBot bot);

        /** Sends a message by the channel's own route, past nothing that guards it. */
        SendResult send(StoredBot bot, String chatId, String text);
    }

    public BotApi(Bots bots, BotDrafts drafts, BotPlatforms platforms, Surroundings surroundings, Clock clock) {
        this.bots = bots;
        this.drafts = drafts;
        this.platforms = platforms;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** What each channel wants to know of a bot. */
    public ApiAnswer channels(ApiRequest request) {
        List<Map<String, Object>> shown = platforms.types().stream()
                .flatMap(type -> platforms.platform(type).stream())
                .map(platform -> Map.of("channel", platform.type(), "credentials", platform.credentials()))
                .toList();
        return ApiAnswer.ok(shown);
    }

    public ApiAnswer create(ApiRequest request) {
        BotPayload payload = request.json(BotPayload.class);
        String channel = Objects.requireNonNull(payload.channel());
        String botId = Objects.requireNonNull(payload.botId());
        if (bots.find(channel, botId).isPresent()) {
            throw taken(channel, botId);
        }
        StoredBot blank = new StoredBot(
                bots.newId(),
                channel,
                botId,
                null,
                null,
                !Boolean.FALSE.equals(payload.active()),
                Map.of(),
                Stamps.created(now()));
        StoredBot bot = drafts.changed(blank, payload.given());
        if (!bots.insert(bot)) {
            throw taken(channel, botId);
        }
        return ApiAnswer.created(written(bot));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        Bots.Filter filter = new Bots.Filter(
                request.query("name").orElse(""), request.query("channel").orElse(""));
        Listed<StoredBot> found = bots.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(BotJson::of).toList(), page, found.total());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(BotJson.of(existing(request)));
    }

    /** What is not named stays as it is. */
    public ApiAnswer update(ApiRequest request) {
        StoredBot before = existing(request);
        BotPayload payload = request.json(BotPayload.class);
        boolean active = payload.active() == null ? before.active() : payload.active();
        StoredBot draft = new StoredBot(
                before.id(),
                before.channel(),
                before.botId(),
                before.openId(),
                before.name(),
                active,
                before.credentials(),
                before.stamps().updated(now()));
        StoredBot after = drafts.changed(draft, payload.given());
        bots.replace(after);
        return ApiAnswer.ok(written(after));
    }

    /** Its attributes go with it; chats and messages stay. */
    public ApiAnswer delete(ApiRequest request) {
        bots.delete(existing(request));
        surroundings.follow();
        return ApiAnswer.ok(true);
    }

    /** A message to a chat at once, and what the platform said of it. */
    public ApiAnswer testSend(ApiRequest request) {
        StoredBot bot = existing(request);
        TestMessage message = request.json(TestMessage.class);
        String text = message.text() == null || message.text().isBlank() ? "VeAIOps test message" : message.text();
        SendResult result = surroundings.send(bot, message.chatId(), text);
        Map<String, Object> answer = new HashMap<>();
        answer.put("sent", result instanceof SendResult.Sent);
        answer.put("message_ids", result instanceof SendResult.Sent sent ? sent.ids() : List.of());
        answer.put("text", result.said().text());
        answer.put("code", result.said().code());
        answer.put("remedy", result.said().remedy());
        return ApiAnswer.ok(answer);
    }

    record TestMessage(@JsonProperty("chat_id") String chatId, @JsonProperty("text") @Nullable String text) {}

    private BotJson written(StoredBot bot) {
        surroundings.follow();
        surroundings.refreshChats(bot);
        return BotJson.of(bot);
    }

    private StoredBot existing(ApiRequest request) {
        String id = request.idParameter("uid");
        return bots.find(id).orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no bot " + id));
    }

    private static RefusedRequest taken(String channel, String botId) {
        return RefusedRequest.of(
                ErrorCode.CONFLICT, "there is a " + channel + " bot " + botId + ": change it in its place");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
