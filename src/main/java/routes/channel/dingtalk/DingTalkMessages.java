package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import routes.alarm.BoundedJson;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.channel.chat.Mention;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;

/**
 * What people write to a robot. DingTalk takes the mention of the robot out of the text. A conversation
 * with one person is a chat named after the person ({@code user:<staff id>}), because that is where an answer can go.
 */
final class DingTalkMessages {
    private static final String ONE_PERSON = "1";
    private static final Map<String, String> STAND_INS =
            Map.of("audio", "[audio]", "video", "[video]", "file", "[file]", "interactiveCard", "[card]");

    private DingTalkMessages() {}

    static String chatOf(JsonNode body) {
        return onePerson(body)
                ? DingTalkMessenger.PEOPLE + senderOf(body)
                : body.path("conversationId").asText("unknown");
    }

    static Optional<Message> message(InboundEvent event, Bot bot) {
        JsonNode body = event.event();
        String type = body.path("msgtype").asText("text");
        JsonNode content = body.path(type).isObject() ? body.path(type) : body.path("content");
        String msg = content.isObject() ? content.toString() : "{}";
        List<Part> parts = parts(type, msg);
        return Optional.of(new Message(
                event.header().channel(),
                bot.botId(),
                chatOf(body),
                onePerson(body) ? ChatType.P2P : ChatType.GROUP,
                body.path("msgId").asText(),
                event.header().createTime(),
                senderOf(body),
                SenderType.USER,
                type,
                msg,
                parts.stream()
                        .filter(part -> part.text() != null)
                        .map(Part::text)
                        .collect(Collectors.joining("\n")),
                mentions(body),
                mentioned(body),
                parts,
                Message.Thread.NONE,
                event.header().eventId()));
    }

    static List<Part> parts(String type, String content) {
        JsonNode said = BoundedJson.embedded(content);
        return switch (type) {
            case "text" -> text(said.path("content").asText());
            case "picture" -> image(said);
            case "richText" -> rich(said.path("richText"));
            case "audio" -> text("[audio] " + said.path("recognition").asText());
            case "file" -> text("[file] " + said.path("fileName").asText());
            default -> text(STAND_INS.getOrDefault(type, "[" + type + "]"));
        };
    }

    private static List<Part> rich(JsonNode elements) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode element : elements) {
            parts.addAll(
                    element.has("downloadCode") || element.has("pictureDownloadCode")
                            ? image(element)
                            : text(element.path("text").asText()));
        }
        return parts;
    }

    private static List<Part> image(JsonNode holder) {
        String code = holder.path("downloadCode")
                .asText(holder.path("pictureDownloadCode").asText());
        return code.isEmpty() ? List.of() : List.of(Part.pendingImage(code));
    }

    /** A text begins with a space where the robot's name was. */
    private static List<Part> text(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(Part.text(stripped));
    }

    private static List<Mention> mentions(JsonNode body) {
        return StreamSupport.stream(body.path("atUsers").spliterator(), false)
                .map(user -> user.path("staffId").asText(user.path("dingtalkId").asText()))
                .filter(id -> !id.isEmpty())
                .map(id -> new Mention(id, id))
                .toList();
    }

    private static boolean mentioned(JsonNode body) {
        String self = body.path("chatbotUserId").asText();
        return onePerson(body)
                || body.path("isInAtList").asBoolean()
                || StreamSupport.stream(body.path("atUsers").spliterator(), false)
                        .anyMatch(user -> !self.isEmpty()
                                && user.path("dingtalkId").asText().equals(self));
    }

    /** The staff id; a person of another organisation has an encrypted id only. */
    private static String senderOf(JsonNode body) {
        String staff = body.path("senderStaffId").asText();
        return staff.isEmpty() ? body.path("senderId").asText("unknown") : staff;
    }

    private static boolean onePerson(JsonNode body) {
        return body.path("conversationType").asText().equals(ONE_PERSON);
    }

    /** What a button of a card carries; an empty object when it carries nothing. */
    static JsonNode params(JsonNode card) {
        JsonNode params =
                BoundedJson.embedded(card.path("content").asText("{}")).at("/cardPrivateData/params");
        return params.isObject() ? params : JsonNodeFactory.instance.objectNode();
    }
}
