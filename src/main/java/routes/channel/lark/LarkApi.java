package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.channel.AccessTokens;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Answer;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.channel.bot.BotPlatform.KnownChat;
import routes.common.security.Secret;
import routes.notice.Notice;

/**
 * Calls to Lark's Open API in the name of a bot. A token that Lark does not
 * accept any more is fetched anew, once.
 */
public final class LarkApi {
    private static final Set<Integer> TOKEN_IS_OVER = Set.of(99991663, 99991664, 99991671);
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TOKEN_PATH = "/open-apis/auth/v3/tenant_access_token/internal";
    private static final int MOST_PAGES = 50;

    private final PlatformCalls calls;
    private final AccessTokens tokens;

    public LarkApi(PlatformCalls calls, AccessTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
    }

    /** @throws LarkRefusal when Lark does not accept app id and secret */
    Secret token(Bot bot) {
        return tokens.of(owner(bot), () -> fetchToken(bot));
    }

    /** Lark said that this token is over. */
    void over(Bot bot, Secret token) {
        tokens.refused(owner(bot), token);
    }

    static boolean tokenIsOver(JsonNode body) {
        return TOKEN_IS_OVER.contains(body.path("code").asInt());
    }

    static Map<String, String> headers(Secret token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token.reveal());
        headers.put("Content-Type", JSON);
        return headers;
    }

    /** The bot of the app: {@code open_id} and {@code app_name}. */
    JsonNode info(Bot bot) {
        return get(bot, "/open-apis/bot/v3/info", null).path("bot");
    }

    /** The groups that the bot is in. */
    List<KnownChat> chats(Bot bot) {
        List<KnownChat> found = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String query = "page_size=100&sort_type=ByCreateTimeAsc" + (token.isEmpty() ? "" : "&page_token=" + token);
            JsonNode data = get(bot, "/open-apis/im/v1/chats", query).path("data");
            data.path("items")
                    .forEach(chat -> found.add(new KnownChat(
                            chat.path("chat_id").asText(), chat.path("name").asText())));
            token = LarkIds.safe(data.path("page_token").asText());
            if (!data.path("has_more").asBoolean() || token.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    /** The name of a chat; empty when Lark does not say. */
    Optional<String> chatName(Bot bot, String chatId) {
        JsonNode answer = get(bot, "/open-apis/im/v1/chats/" + LarkIds.safe(chatId), null);
        return Optional.of(answer.at("/data/name").asText()).filter(name -> !name.isEmpty());
    }

    /** A link to a chat that does not end; empty when Lark gives none, as for a chat that may not be shared. */
    Optional<String> chatLink(Bot bot, String chatId) {
        String path = "/open-apis/im/v1/chats/" + LarkIds.safe(chatId) + "/link";
        Answer answer = call(bot, Request.json("POST", path, null, Map.of(), Map.of("validity_period", "permanently")));
        return Optional.of(answer.json().at("/data/share_link").asText()).filter(link -> !link.isEmpty());
    }

    /** A message with those that it forwards, each as Lark's get-message gives it. */
    JsonNode items(Bot bot, String messageId) {
        String path = "/open-apis/im/v1/messages/" + LarkIds.safe(messageId);
        return get(bot, path, "user_id_type=open_id").at("/data/items");
    }

    /** The bytes of an image in a message; empty when Lark has none for us. */
    Optional<byte[]> image(Bot bot, String messageId, String key) {
        String path = "/open-apis/im/v1/messages/" + LarkIds.safe(messageId) + "/resources/" + LarkIds.safe(key);
        Answer answer = call(bot, Request.get(path, "type=image", Map.of()));
        return answer.ok()
                        && answer.body().length > 0
                        && answer.json().path("code").asInt() == 0
                ? Optional.of(answer.body())
                : Optional.empty();
    }

    /** Puts another card in place of the one in a message. @return false when Lark does not allow it */
    boolean replaceCard(Bot bot, String messageId, String card) {
        return done(bot, Request.json("PATCH", message(messageId), null, Map.of(), Map.of("content", card)));
    }

    /**
     * Puts another card in place of the one that was clicked, for all who see it. Lark takes that for half an hour after the
     * click, twice, and only when it has our answer to it.
     *
     * @param token that came with the click
     * @return false when Lark does not allow it
     */
    boolean replaceClicked(Bot bot, String token, String card) {
        Map<String, Object> body = Map.of("token", token, "card", BoundedJson.embedded(card));
        return done(bot, Request.json("POST", "/open-apis/interactive/v1/card/update", null, Map.of(), body));
    }

    /** Sends a card to a chat. @return its id; empty when Lark does not take it */
    Optional<String> publish(Bot bot, Notice notice, String chatId, String card) {
        Answer answer = call(bot, LarkCalls.publish(notice, chatId, card));
        return Optional.of(answer.json().at("/data/message_id").asText()).filter(id -> !id.isEmpty());
    }

    /** Takes a card from the one person who saw it. @return false when it is gone */
    boolean deleteEphemeral(Bot bot, String messageId) {
        return done(
                bot,
                Request.json(
                        "POST", "/open-apis/ephemeral/v1/delete", null, Map.of(), Map.of("message_id", messageId)));
    }

    private static String message(String messageId) {
        return "/open-apis/im/v1/messages/" + LarkIds.safe(messageId);
    }

    private JsonNode get(Bot bot, String path, @Nullable String query) {
        Answer answer = call(bot, Request.get(path, query, Map.of()));
        JsonNode body = answer.json();
        if (!answer.ok() || body.path("code").asInt(-1) != 0) {
            throw new LarkRefusal(path, answer.status(), body);
        }
        return body;
    }

    private boolean done(Bot bot, Request request) {
        Answer answer = call(bot, request);
        return answer.ok() && answer.json().path("code").asInt(-1) == 0;
    }

    private Answer call(Bot bot, Request request) {
        Secret token = token(bot);
        Answer answer = calls.call(request.with(headers(token)));
        if (tokenIsOver(answer.json())) {
            over(bot, token);
            return calls.call(request.with(headers(token(bot))));
        }
        return answer;
    }

    /** The address of a long connection; as Lark answered. */
    JsonNode connection(Bot bot) {
        Map<String, String> body = Map.of(
                "AppID", bot.botId(),
                "AppSecret", bot.credential(Bot.SECRET).map(Secret::reveal).orElse(""));
        Map<String, String> headers = Map.of("Content-Type", JSON, "locale", "zh");
        return calls.call(Request.json("POST", "/callback/ws/endpoint", null, headers, body))
                .json();
    }

    private AccessTokens.Fetched fetchToken(Bot bot) {
        Map<String, String> body = Map.of(
                "app_id", bot.botId(),
                "app_secret", bot.credential(Bot.SECRET).map(Secret::reveal).orElse(""));
        Answer answer = calls.call(Request.json("POST", TOKEN_PATH, null, Map.of("Content-Type", JSON), body));
        JsonNode said = answer.json();
        String token = said.path("tenant_access_token").asText();
        if (!answer.ok() || said.path("code").asInt(-1) != 0 || token.isEmpty()) {
            throw new LarkRefusal(TOKEN_PATH, answer.status(), said);
        }
        return new AccessTokens.Fetched(
                Secret.of(token), Duration.ofSeconds(said.path("expire").asLong()));
    }

    private static String owner(Bot bot) {
        return bot.botId() + ' ' + bot.credentialsVersion();
    }
}
