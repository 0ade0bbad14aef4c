package routes.channel.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routes.channel.AccessTokens;
import routes.channel.Messenger.TokenRefused;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Answer;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.common.security.Secret;

/** Calls to WeCom's API in the name of an application. The token stands in the query. */
public final class WeComApi {
    private static final Set<Integer> TOKEN_IS_OVER = Set.of(40014, 41001, 42001);
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final PlatformCalls calls;
    private final AccessTokens tokens;

    public WeComApi(PlatformCalls calls, AccessTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
    }

    /** @throws TokenRefused when WeCom does not accept corp id and secret */
    Secret token(Bot bot) {
        return tokens.of(owner(bot), () -> fetched(bot));
    }

    /** Whether the answer says that this token is over; it is forgotten then. */
    boolean over(Bot bot, Secret token, JsonNode answer) {
        boolean over = TOKEN_IS_OVER.contains(answer.path("errcode").asInt());
        if (over) {
            tokens.refused(owner(bot), token);
        }
        return over;
    }

    static Request post(String path, Secret token, JsonNode body) {
        return Request.json("POST", path, "access_token=" + encoded(token.reveal()), JSON, body);
    }

    /** A call with a token; with a new one when the first is over. */
    Answer call(Bot bot, String path, JsonNode body) {
        Secret token = token(bot);
        Answer answer = calls.call(post(path, token, body));
        return over(bot, token, answer.json()) ? calls.call(post(path, token(bot), body)) : answer;
    }

    /** The bytes of what a person sent; empty when WeCom has them no more. */
    Optional<byte[]> media(Bot bot, String mediaId) {
        Secret token = token(bot);
        Answer answer = calls.call(media(mediaId, token));
        if (over(bot, token, answer.json())) {
            answer = calls.call(media(mediaId, token(bot)));
        }
        boolean bytes = answer.ok() && !answer.json().has("errcode") && answer.body().length > 0;
        return bytes ? Optional.of(answer.body()) : Optional.empty();
    }

    private static Request media(String mediaId, Secret token) {
        String query = "access_token=" + encoded(token.reveal()) + "&media_id=" + encoded(mediaId);
        return Request.get("/cgi-bin/media/get", query, Map.of());
    }

    private AccessTokens.Fetched fetched(Bot bot) {
        String secret = bot.credential(Bot.SECRET).map(Secret::reveal).orElse("");
        String query = "corpid=" + encoded(WeComCredentials.corp(bot)) + "&corpsecret=" + encoded(secret);
        Answer answer = calls.call(Request.get("/cgi-bin/gettoken", query, Map.of()));
        String token = answer.json().path("access_token").asText();
        if (!answer.ok() || answer.json().path("errcode").asInt(-1) != 0 || token.isEmpty()) {
            throw new TokenRefused("WeCom", answer);
        }
        long seconds = answer.json().path("expires_in").asLong();
        return new AccessTokens.Fetched(Secret.of(token), Duration.ofSeconds(Math.max(0, seconds)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static String owner(Bot bot) {
        return bot.botId() + ' ' + bot.credentialsVersion();
    }
}
