package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.channel.chat.Mention;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;

/**
 * Messages of people in Slack. A message's id here is {@code <channel>:<ts>}, because Slack's own is unique in its channel
 * only. A mention in a channel comes as two events with the same id, which are one message.
 */
final class SlackMessages {
    private static final String DIRECT = "im";

    private SlackMessages() {}

    /** Empty for what the app itself said. */
    static Optional<Message> of(InboundEvent inbound, Bot bot) {
        JsonNode body = inbound.event();
        JsonNode event = body.path("event");
        String appId = event.path("app_id").asText();
        if (appId.equals(bot.botId()) || SlackEvents.self(bot, body)) {
            return Optional.empty();
        }
        SlackText text = SlackText.of(SlackWords.of(event), id -> name(bot, body, id));
        boolean direct = event.path("channel_type").asText().equals(DIRECT);
        boolean named = event.path("type").asText().equals("app_mention")
                || text.mentions().stream().anyMatch(mention -> isBot(bot, body, mention));
        String chat = event.path("channel").asText();
        return Optional.of(new Message(
                SlackChannel.TYPE,
                bot.botId(),
                chat,
                direct ? ChatType.P2P : ChatType.GROUP,
                id(chat, event.path("ts").asText()),
                inbound.header().createTime(),
                event.path("user").asText(event.path("bot_id").asText()),
                event.has("bot_id") ? SenderType.BOT : SenderType.USER,
                event.path("subtype").asText("text"),
                text.marked(),
                text.plain(),
                text.mentions(),
                direct || named,
                parts(text.marked(), event.path("files")),
                thread(chat, event),
                inbound.header().eventId()));
    }

    static String id(String chat, String ts) {
        return chat + ":" + ts;
    }

    /** Text, then each file: images are fetched later, others are named. */
    static List<Part> parts(String marked, JsonNode files) {
        List<Part> parts = new ArrayList<>();
        if (!marked.isBlank()) {
            parts.add(Part.text(marked));
        }
        for (JsonNode file : files) {
            Optional<String> image = SlackFiles.imageKey(file);
            parts.add(image.map(Part::pendingImage)
                    .orElseGet(() -> Part.text("[file " + file.path("name").asText("without a name") + "]")));
        }
        return parts;
    }

    private static Message.Thread thread(String chat, JsonNode event) {
        @Nullable String root = event.path("thread_ts").textValue();
        return root == null || root.equals(event.path("ts").asText())
                ? Message.Thread.NONE
                : new Message.Thread(id(chat, root), id(chat, root), root);
    }

    private static boolean isBot(Bot bot, JsonNode body, Mention mention) {
        return mention.id() != null && SlackEvents.isBot(bot, body, mention.id());
    }

    private static String name(Bot bot, JsonNode body, String userId) {
        return SlackEvents.isBot(bot, body, userId) && bot.name() != null ? bot.name() : userId;
    }
}
