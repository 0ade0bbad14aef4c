package routes.channel.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import routes.channel.DoneWords;
import routes.channel.NoticeWriter;
import routes.error.VeaiopsException;
import routes.json.Json;
import routes.notice.Notice;
import routes.notice.render.Content;
import routes.notice.render.Medium;

/** The content of a notice as Slack takes it: JSON without the channel. */
public final class SlackCards implements Function<Notice, String> {
    private static final Medium MEDIUM = SlackMarkup.messages();
    private static final int MOST_BLOCKS = 50;

    private final NoticeWriter writer;

    public SlackCards(NoticeWriter writer) {
        this.writer = writer;
    }

    @Override
    public String apply(Notice notice) {
        return writer.write(notice, MEDIUM).text();
    }

    /** What a message that was sent becomes. @param note stands in front of the text; empty for none */
    String changed(Notice notice, String note, boolean actionable) {
        String text = actionable
                ? apply(notice)
                : writer.writeStill(Content.of(notice), MEDIUM).text();
        return note.isEmpty() ? text : noted(text, note);
    }

    /** With the person mentioned; a message that is changed calls nobody. */
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
