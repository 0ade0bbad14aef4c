package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Answer;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.channel.bot.BotPlatform.KnownChat;
import routes.common.error.VeaiopsException;
import routes.common.security.Secret;

/** Calls to Slack's Web API in the name of a bot; {@code ok} in the body says whether one worked. */
final class SlackApi {
    private static final String JSON = "application/json; charset=utf-8";
    private static final int MOST_PAGES = 50;

    private final PlatformCalls calls;
    private final PlatformCalls files;

    /** @param files calls to the host of files */
    SlackApi(PlatformCalls calls, PlatformCalls files) {
        this.calls = calls;
        this.files = files;
    }

    static Map<String, String> headers(Secret token) {
        return Map.of("Authorization", "Bearer " + token.reveal(), "Content-Type", JSON);
    }

    /** The address of a connection for the app of an app-level token; as Slack answered. */
    JsonNode connection(Secret appToken) {
        return calls.call(Request.json("POST", "/apps.connections.open", null, headers(appToken), Map.of()))
                .json();
    }

    /** Who the token belongs to; as Slack answered. */
    JsonNode whoAmI(Secret token) {
        return calls.call(Request.json("POST", "/auth.test", null, headers(token), Map.of()))
                .json();
    }

    /** The channels that the bot is in. */
    List<KnownChat> channels(Bot bot) {
        List<KnownChat> found = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String query = "types=public_channel,private_channel&exclude_archived=true&limit=200"
                    + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            JsonNode body = get(bot, "/users.conversations", query);
            body.path("channels")
                    .forEach(channel -> found.add(new KnownChat(
                            channel.path("id").asText(), channel.path("name").asText())));
            cursor = body.at("/response_metadata/next_cursor").asText();
            if (cursor.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    /** The name of a channel; empty when Slack does not say. */
    Optional<String> channelName(Bot bot, String chatId) {
        JsonNode body = get(bot, "/conversations.info", "channel=" + URLEncoder.encode(chatId, StandardCharsets.UTF_8));
        return Optional.of(body.at("/channel/name").asText()).filter(name -> !name.isEmpty());
    }

    /** @return whether Slack changed the message */
    boolean update(Bot bot, ObjectNode message) {
        return token(bot)
                .map(token -> calls.call(Request.json("POST", "/chat.update", null, headers(token), message)))
                .filter(answer -> answer.ok() && answer.json().path("ok").asBoolean())
                .isPresent();
    }

    /** The bytes of an image; empty when Slack has none for us, for which it shows a page. */
    Optional<byte[]> image(Bot bot, String path) {
        Optional<Secret> token = token(bot);
        if (token.isEmpty() || !SlackFiles.path(path)) {
            return Optional.empty();
        }
        Answer answer = files.call(Request.get(path, null, headers(token.get())));
        String type = answer.headers().getOrDefault("Content-Type", "");
        return answer.ok() && type.startsWith("image/") ? Optional.of(answer.body()) : Optional.empty();
    }

    private JsonNode get(Bot bot, String path, String query) {
        Secret token = token(bot).orElseThrow(() -> new VeaiopsException(bot + " has no token"));
        JsonNode body = calls.call(Request.get(path, query, headers(token))).json();
        if (!body.path("ok").asBoolean()) {
            throw new VeaiopsException(
                    "Slack refuses " + path + ": " + body.path("error").asText("no reason given"));
        }
        return body;
    }

    private static Optional<Secret> token(Bot bot) {
        return bot.credential(SlackCredentials.TOKEN);
    }
}
