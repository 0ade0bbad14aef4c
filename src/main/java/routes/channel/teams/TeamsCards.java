package routes.channel.teams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import routes.channel.NoticeWriter;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.notice.Notice;
import routes.notice.render.Content;
import routes.notice.render.Medium;

/** The content of a notice as Teams takes it, with those whom its bot names: each mention has an entry beside the card. */
public final class TeamsCards implements BiFunction<Notice, Bot, String> {
    static final Mentions CALLED = Mentions.of(
            "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "give sign-in addresses (user@company.com) or ids of users in Entra; a workflow cannot call a whole channel");
    private static final Medium MEDIUM = TeamsMarkup.messages();
    private static final int BYTES_OF_ONE = 700;

    private final NoticeWriter writer;

    public TeamsCards(NoticeWriter writer) {
        this.writer = writer;
    }

    @Override
    public String apply(Notice notice, Bot bot) {
        List<String> called = writer.called(notice, bot, CALLED);
        if (called.isEmpty()) {
            return writer.write(notice, MEDIUM).text();
        }
        String marks = called.stream().map(TeamsCards::mark).collect(Collectors.joining(" "));
        Medium room = MEDIUM.within(MEDIUM.maxBytes() - called.size() * BYTES_OF_ONE);
        return with(
                called, writer.write(Content.of(notice).mentioning(marks), room).text());
    }

    private static String mark(String id) {
        return "<at>" + name(id) + "</at>";
    }

    private static String name(String id) {
        return id.replaceFirst("@.*", "");
    }

    private static String with(List<String> called, String message) {
        try {
            JsonNode tree = Json.mapper().readTree(message);
            if (tree.at("/attachments/0/content") instanceof ObjectNode card) {
                ArrayNode entities = card.withObject("/msteams").withArray("entities");
                called.forEach(id -> {
                    ObjectNode entity =
                            entities.addObject().put("type", "mention").put("text", mark(id));
                    entity.putObject("mentioned").put("id", id).put("name", name(id));
                });
            }
            return tree.toString();
        } catch (JsonProcessingException e) {
            throw new VeaiopsException("a template of Teams makes no JSON object", e);
        }
    }
}
