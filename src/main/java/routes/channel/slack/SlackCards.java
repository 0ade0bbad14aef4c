package routes.channel.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import routes.channel.DoneWords;
import routes.channel.NoticeWriter;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.notice.Notice;
import routes.notice.render.Content;
import routes.notice.render.Medium;

/** The content of a notice as Slack takes it: JSON without the channel. */
public final class SlackCards implements BiFunction<Notice, Bot, String> {
    private static final Medium MEDIUM = SlackMarkup.messages();
    private static final int MOST_BLOCKS = 50;
    /** Members (U, W) and groups of them (S), as Slack's own links name them. */
    static final Mentions CALLED = Mentions.of(
            "[UWS][A-Z0-9]{1,40}|" + OnCall.ALL,
            "give ids of members (U…) or of groups of them (S…), as their profile copies them, or all");

    private final NoticeWriter writer;

    public SlackCards(NoticeWriter writer) {
        this.writer = writer;
    }

    /** As the bot sends it, who may name people to call. */
    @Override
    public String apply(Notice notice, Bot bot) {
        String called =
                OnCall.of(notice, bot, CALLED).stream().map(SlackCards::mark).collect(Collectors.joining(" "));
        return writer.write(Content.of(notice).mentioning(called), MEDIUM).text();
    }

    private static String mark(String id) {
        if (id.equals(OnCall.ALL)) {
            return "<!channel>";
        }
        return id.startsWith("S") ? "<!subteam^" + id + ">" : "<@" + id + ">";
    }

    /** What a message that was sent becomes. @param note stands in front of the text; empty for none */
    String changed(Notice notice, String note, boolean actionable) {
        Content content = Content.of(notice);
        String text = (actionable ? writer.write(content, MEDIUM) : writer.writeStill(content, MEDIUM)).text();
        return note.isEmpty() ? text : noted(text, note);
    }

    /** With the person mentioned; a message that is changed calls no one. */
    static String words(String action, Map<String, String> actor) {
        String person = actor.getOrDefault("user_id", "");
        return DoneWords.of(action, person.matches("[A-Z0-9]{1,40}") ? "<@" + person + ">" : "");
    }

    private static String noted(String text, String note) {
        try {
            ObjectNode message = (ObjectNode) Json.mapper().readTree(text);
            message.put("text", (note + "\n" + message.path("text").asText()).strip());
            if (message.path("blocks") instanceof ArrayNode blocks && blocks.size() < MOST_BLOCKS) {
                blocks.insert(0, section(note));
            }
            return message.toString();
        } catch (JsonProcessingException | ClassCastException e) {
            throw new VeaiopsException("a template of Slack makes no JSON object", e);
        }
    }

    /** Beside blocks the text is not shown. */
    private static ObjectNode section(String note) {
        ObjectNode section = JsonNodeFactory.instance.objectNode().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", note);
        return section;
    }
}
