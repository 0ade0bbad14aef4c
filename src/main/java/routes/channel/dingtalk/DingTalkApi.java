package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
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

/** Calls to DingTalk's OpenAPI v1.0 in the name of an application. */
public final class DingTalkApi {
    private static final String TOKEN_PATH = "/v1.0/oauth2/accessToken";
    private static final String JSON = "application/json; charset=utf-8";
    private static final Set<String> TOKEN_IS_OVER = Set.of("InvalidAuthentication", "40014");

    private final PlatformCalls calls;
    private final AccessTokens tokens;

    public DingTalkApi(PlatformCalls calls, AccessTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
    }

    /** @throws TokenRefused when DingTalk does not accept app key and app secret */
    Secret token(Bot bot) {
        return tokens.of(owner(bot), () -> fetched(bot));
    }

    /** Whether the answer says that this token is over; it is forgotten then. */
    boolean over(Bot bot, Secret token, JsonNode answer) {
        boolean over = TOKEN_IS_OVER.contains(answer.path("code").asText());
        if (over) {
            tokens.refused(owner(bot), token);
        }
        return over;
    }

    static Map<String, String> headers(Secret token) {
        return Map.of("x-acs-dingtalk-access-token", token.reveal(), "Content-Type", JSON);
    }

    /** A call with a token; with a new one when the first is over. */
    Answer call(Bot bot, String method, String path, Object body) {
        Request request = Request.json(method, path, null, Map.of(), body);
        Secret token = token(bot);
        Answer answer = calls.call(request.with(headers(token)));
        return over(bot, token, answer.json()) ? calls.call(request.with(headers(token(bot)))) : answer;
    }

    /** The bytes of what a person sent to the robot; empty when DingTalk has them no more. */
    Optional<byte[]> file(Bot bot, String downloadCode) {
        Answer place = call(
                bot,
                "POST",
                "/v1.0/robot/messageFiles/download",
                Map.of("downloadCode", downloadCode, "robotCode", DingTalkCredentials.robotCode(bot)));
        String url = place.json().path("downloadUrl").asText();
        if (!place.ok() || url.isEmpty()) {
            return Optional.empty();
        }
        Answer file = calls.call(Request.get(url, null, Map.of()));
        return file.ok() ? Optional.of(file.body()) : Optional.empty();
    }

    /** The address of a connection of Stream mode, with its ticket; as DingTalk answered. */
    Answer connection(Bot bot, List<Map<String, String>> subscriptions) {
        String secret = bot.credential(Bot.SECRET).map(Secret::reveal).orElse("");
        return calls.call(Request.json(
                "POST",
                "/v1.0/gateway/connections/open",
                null,
                Map.of("Content-Type", JSON, "Accept", "application/json"),
                Map.of(
                        "clientId",
                        bot.botId(),
                        "clientSecret",
                        secret,
                        "subscriptions",
                        subscriptions,
                        "ua",
                        "veaiops-camel")));
    }

    private AccessTokens.Fetched fetched(Bot bot) {
        String secret = bot.credential(Bot.SECRET).map(Secret::reveal).orElse("");
        Answer answer = calls.call(Request.json(
                "POST",
                TOKEN_PATH,
                null,
                Map.of("Content-Type", JSON),
                Map.of("appKey", bot.botId(), "appSecret", secret)));
        String token = answer.json().path("accessToken").asText();
        if (!answer.ok() || token.isEmpty()) {
            throw new TokenRefused("DingTalk", answer);
        }
        long seconds = answer.json().path("expireIn").asLong();
        return new AccessTokens.Fetched(Secret.of(token), Duration.ofSeconds(Math.max(0, seconds)));
    }

    private static String owner(Bot bot) {
        return bot.botId() + ' ' + bot.credentialsVersion();
    }
}
