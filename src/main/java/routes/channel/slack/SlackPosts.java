package routes.channel.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** Decides whether a post is Slack's and for which app, and reads it: events are JSON, clicks and commands are forms. */
final class SlackPosts {
    private static final String RETRY = "x-slack-retry-num";
    private static final String PAYLOAD = "payload";
    /** Secrets of Slack that are not needed here: they are not kept. */
    private static final List<String> SECRETS = List.of("token", "response_url", "trigger_id");

    private final BotRegistry book;

    SlackPosts(BotRegistry book) {
        this.book = book;
    }

    Received receive(InboundPost post) {
        if (!"POST".equals(post.method())) {
            return new Refused(ErrorCode.METHOD_NOT_ALLOWED, "Slack posts");
        }
        List<Bot> signers = book.active(SlackChannel.TYPE).stream()
                .filter(bot -> bot.credential(SlackCredentials.SIGNING_SECRET)
                        .filter(secret -> SlackSignature.fits(post, secret))
                        .isPresent())
                .toList();
        if (signers.isEmpty()) {
            return Refused.unauthenticated("the signing secret of no active Slack app fits this post");
        }
        if (SlackSignature.stale(post)) {
            return Refused.unauthenticated("the time of the post is more than five minutes off");
        }
        try {
            ObjectNode body = form(post) ? click(post) : BoundedJson.object(post.body());
            return genuine(body, signers, once(post), post.at());
        } catch (RefusedRequest e) {
            return new Refused(ErrorCode.MALFORMED_BODY, e.getMessage());
        }
    }

    /**
     * What Slack sent, by whatever way.
     *
     * @param bots those it may be for
     * @param once names this delivery; null when nothing does
     */
    static Received genuine(ObjectNode body, List<Bot> bots, @Nullable String once, Instant at) {
        if ("url_verification".equals(body.path("type").asText())) {
            return new Received.Reply(Received.Answer.json(
                    Map.of("challenge", body.path("challenge").asText())));
        }
        Optional<Bot> bot = bots.stream()
                .filter(known -> known.botId().equals(body.path("api_app_id").asText()))
                .findFirst();
        if (bot.isEmpty()) {
            return new Refused(ErrorCode.NOT_FOUND, "no active Slack app has this api_app_id");
        }
        String triggerId = body.path("trigger_id").asText();
        body.remove(SECRETS);
        return SlackEvents.of(bot.get(), new Genuine(body, triggerId, once, at));
    }

    /** What is Slack's. @param triggerId names a click; empty for an event */
    record Genuine(ObjectNode body, String triggerId, @Nullable String once, Instant at) {}

    private static boolean form(InboundPost post) {
        return post.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    /** A click is JSON in one field; a command is a field for each value. */
    private static ObjectNode click(InboundPost post) {
        Map<String, String> fields = fields(new String(post.body(), StandardCharsets.UTF_8));
        String payload = fields.get(PAYLOAD);
        if (payload != null) {
            return BoundedJson.object(payload.getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode command = JsonNodeFactory.instance.objectNode();
        fields.forEach(command::put);
        return command;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.of(ErrorCode.MALFORMED_BODY, "the form cannot be decoded");
        }
    }

    /** A repeated delivery counts as another one: Slack may sign it in the same second. */
    private static String once(InboundPost post) {
        String retry =
                post.header(RETRY).filter(number -> number.matches("[123]")).orElse("");
        return post.header(SlackSignature.SIGNATURE).orElse("") + ' ' + retry;
    }
}
