package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.channel.chat.Chat;
import routes.channel.chat.Chats;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;

/** Operations on the chats that a bot is in. */
public final class ChatApi {
    private final Bots bots;
    private final Chats chats;
    private final Consumer<StoredBot> refresh;

    /** @param refresh asks the platform which chats a bot is in, and returns when the answer is stored */
    public ChatApi(Bots bots, Chats chats, Consumer<StoredBot> refresh) {
        this.bots = bots;
        this.chats = chats;
        this.refresh = refresh;
    }

    /** Those of the bot with this document id. */
    public ApiAnswer list(ApiRequest request) {
        String id = request.idParameter("uid");
        StoredBot bot =
                bots.find(id).orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no bot " + id));
        if (flag(request, "force_update").orElse(false)) {
            refresh.accept(bot);
        }
        Chats.Filter filter = new Chats.Filter(
                bot.channel(),
                bot.botId(),
                flag(request, "is_active").orElse(true),
                request.query("name").orElse(""),
                flag(request, "enable_func_interest").orElse(null),
                flag(request, "enable_func_proactive_reply").orElse(null));
        Page page = request.page();
        Listed<Chat> found = chats.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.items(), page, found.total());
    }

    /** The switches of the chat with this document id. */
    public ApiAnswer configure(ApiRequest request) {
        String id = request.idParameter("uid");
        Switches switches = request.json(Switches.class);
        if (!chats.configure(id, switches.proactiveReply(), switches.interest())) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no chat " + id);
        }
        return ApiAnswer.ok(chats.find(id).orElseThrow());
    }

    record Switches(
            @JsonProperty("enable_func_proactive_reply") @Nullable Boolean proactiveReply,
            @JsonProperty("enable_func_interest") @Nullable Boolean interest) {}

    private static Optional<Boolean> flag(ApiRequest request, String name) {
        return request.query(name).map(text -> QueryValues.flag(name, text));
    }
}
