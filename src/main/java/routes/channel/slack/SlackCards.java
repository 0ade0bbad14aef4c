package routes.channel.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.channel.DoneWords;
import routes.channel.NoticeWriter;
import routes.channel.OnCall;
import routes.channel.PeopleLookup.People;
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
    private static final String ID = "[UWS][A-Z0-9]{1,40}|" + OnCall.ALL;

    private static final String MEANING =
            "give ids of members (U…) or of groups of them (S…), as their profile copies them, ";
    private static final Mentions BY_HOOK =
            Mentions.of(ID, MEANING + "or all; by e-mail addresses an app with a bot token does");
    private static final Mentions BY_APP =
            Mentions.of(ID + "|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}", MEANING + "e-mail addresses, or all");

    private final NoticeWriter writer;
    private final BiFunction<Bot, List<String>, People> people;

    /** @param people members by their addresses */
    public SlackCards(NoticeWriter writer, BiFunction<Bot, List<String>, People> people) {
        this.writer = writer;
        this.people = people;
    }

    /** An app with a token can look members up. */
    static Mentions called(Bot bot) {
        return bot.credential(SlackCredentials.TOKEN).isPresent() ? BY_APP : BY_HOOK;
    }

    /** Why members whose addresses are among the named are not called. */
    Map<String, String> uncalled(Bot bot, List<String> named) {
        return people.apply(bot, addresses(named)).missed();
    }

    private static List<String> addresses(List<String> named) {
        return named.stream().filter(one -> one.contains("@")).toList();
    }

    /** As the bot sends it, who may name people to call. */
    @Override
    public String apply(Notice notice, Bot bot) {
        List<String> named = writer.called(notice, bot, called(bot));
        People found = people.apply(bot, addresses(named));
        Stream<String> marks = named.stream()
                .map(one -> found.ids().getOrDefault(one, one))
                .distinct()
                .filter(id -> !id.contains("@"))
                .map(SlackCards::mark);
        String missed = writer.notCalled(notice, found.missed().keySet());
        String called = Stream.concat(marks, Stream.of(missed)).collect(Collectors.joining(" "));
        return writer.write(Content.of(notice).mentioning(called.strip()), MEDIUM)
                .text();
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
