package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.api.Resource;
import routes.channel.bot.Bot;
import routes.channel.bot.BotBlock;
import routes.channel.bot.BotDrafts;
import routes.channel.bot.BotPlatforms;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.notice.SendResult;
import routes.subscription.Stamps;

/** Operations on bots. */
public final class BotApi {
    private static final String ID = "uid";

    private final Bots stored;
    private final Resource<StoredBot> bots;
    private final BotDrafts drafts;
    private final BotPlatforms platforms;
    private final Surroundings surroundings;

    /** What happens around a write. */
    public interface Surroundings {
        /** This copy knows what was written. */
        void follow();

        /** Brings the chats of a bot up to date, later. Targets of it that failed are tried again at once. */
        void refreshChats(StoredBot bot);

        /** Sends a message by the channel's own route, past nothing that guards it. */
        SendResult send(StoredBot bot, String chatId, String text);

        /** Which of the people that the bot names its messages do not call now, each with why. */
        List<String> uncalled(StoredBot bot);
    }

    public BotApi(Bots bots, BotDrafts drafts, BotPlatforms platforms, Surroundings surroundings, Clock clock) {
        this.stored = bots;
        this.bots = new Resource<>(bots, StoredBot.class, "bot", surroundings::follow, clock);
        this.drafts = drafts;
        this.platforms = platforms;
        this.surroundings = surroundings;
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
        String taken = "there is a " + channel + " bot " + botId + ": change it in its place";
        if (stored.find(channel, botId).isPresent()) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, taken);
        }
        StoredBot blank = new StoredBot(
                stored.newId(),
                channel,
                botId,
                null,
                null,
                !Boolean.FALSE.equals(payload.active()),
                Map.of(),
                null,
                null,
                Stamps.created(bots.now()));
        StoredBot bot = drafts.withBlocks(drafts.changed(blank, payload.given()), payload.blocks());
        return ApiAnswer.created(written(bots.insert(bot, taken)));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .contains("name", request.query("name").orElse(""))
                .equal("channel", request.query("channel").orElse(""));
        return bots.list(request.configurationPage(), query, this::shown);
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(bots.existing(request, ID)));
    }

    /** What is not named stays as it is. */
    public ApiAnswer update(ApiRequest request) {
        StoredBot before = bots.existing(request, ID);
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
                before.agentCfg(),
                before.volcCfg(),
                before.stamps().updated(bots.now()));
        StoredBot after = drafts.withBlocks(drafts.changed(draft, payload.given()), payload.blocks());
        return ApiAnswer.ok(written(bots.replace(after)));
    }

    /** Its attributes and interest rules go with it; chats and messages stay. */
    public ApiAnswer delete(ApiRequest request) {
        bots.delete(request.idParameter(ID));
        return ApiAnswer.ok(true);
    }

    /** Refused: a caller who may read bots must not be able to read their secrets. */
    public ApiAnswer secret(ApiRequest request) {
        bots.existing(request, ID);
        throw RefusedRequest.of(
                ErrorCode.FORBIDDEN,
                "secrets are write-only: they are stored sealed and never shown again; put a new one in its place");
    }

    /** A message to a chat at once, and what the platform said of it. */
    public ApiAnswer testSend(ApiRequest request) {
        StoredBot bot = bots.existing(request, ID);
        TestMessage message = request.json(TestMessage.class);
        String text = message.text() == null || message.text().isBlank() ? "VeAIOps test message" : message.text();
        SendResult result = surroundings.send(bot, message.chatId(), text);
        Map<String, Object> answer = new HashMap<>();
        answer.put("sent", result instanceof SendResult.Sent);
        answer.put("message_ids", result instanceof SendResult.Sent sent ? sent.ids() : List.of());
        answer.put("text", result.said().text());
        answer.put("code", result.said().code());
        answer.put("remedy", result.said().remedy());
        answer.put("not_called", surroundings.uncalled(bot));
        return ApiAnswer.ok(answer);
    }

    record TestMessage(@JsonProperty("chat_id") String chatId, @JsonProperty("text") @Nullable String text) {}

    private ObjectNode written(StoredBot bot) {
        surroundings.refreshChats(bot);
        return shown(bot);
    }

    /** The values of secret credentials and of the secrets of blocks are masks. */
    private ObjectNode shown(StoredBot bot) {
        ObjectNode shown = Records.tree(bot).remove(Stamps.USERS);
        boolean secret = bot.credentials().containsKey(Bot.SECRET);
        shown.put(Bot.SECRET, secret ? BotPayload.MASK : null);
        ObjectNode masks = shown.putObject("credentials");
        bot.credentials()
                .keySet()
                .forEach(name -> masks.put(name, drafts.readable(bot, name).orElse(BotPayload.MASK)));
        for (BotBlock block : BotBlock.values()) {
            ObjectNode fields = bot.block(block);
            block.secrets().stream().filter(fields::has).forEach(name -> fields.put(name, BotPayload.MASK));
            shown.set(block.field(), fields);
        }
        return shown;
    }
}
