package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.alarm.Level;
import routes.channel.NoticeWriter;
import routes.channel.OnCall;
import routes.channel.PeopleLookup.People;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.event.PublishedEvent;
import routes.notice.Notice;
import routes.notice.render.Content;
import routes.notice.render.Medium;
import routes.subscription.AgentType;

/**
 * The content of a notice: a card template that Lark keeps, with VeAIOps' variables, where the
 * subscription or the agent type names one, else the card that our own templates write. What carries several events is always
 * written: the variables of a card template hold one.
 */
public final class LarkCards {
    private static final Medium MEDIUM = LarkMarkup.cards();
    /** As Lark's card builder names templates. */
    private static final Pattern CARD_ID = Pattern.compile("(AAq|ctp_)[A-Za-z0-9]{1,60}");

    private static final String OPEN_ID = "ou_[A-Za-z0-9]{1,60}";
    private static final String MOBILE = "\\+?[0-9]{6,15}";
    /** An application may call people by their address or number; a custom bot may not. */
    static final Mentions OF_APP = Mentions.of(
            OPEN_ID + "|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}|" + MOBILE + "|" + OnCall.ALL,
            "give open ids (ou_…) of this app, e-mail addresses, mobile numbers, or all");

    static final Mentions OF_BOT = Mentions.of(
            OPEN_ID + "|" + OnCall.ALL,
            "a custom bot knows people by open ids (ou_…), or all; by an address or a mobile number an app does");

    private final NoticeWriter writer;
    private final Templates templates;
    private final BiFunction<Bot, List<String>, People> people;

    /** @param people members by their mobile numbers */
    public LarkCards(NoticeWriter writer, Templates templates, BiFunction<Bot, List<String>, People> people) {
        this.writer = writer;
        this.templates = templates;
        this.people = people;
    }

    /** Why people whose mobile numbers are among the named are not called. */
    Map<String, String> uncalled(Bot bot, List<String> named) {
        return people.apply(bot, mobiles(named)).missed();
    }

    private static List<String> mobiles(List<String> named) {
        return named.stream().filter(one -> one.matches(MOBILE)).toList();
    }

    static boolean keeps(String template) {
        return CARD_ID.matcher(template).matches();
    }

    /** Where the operator's card templates are named. */
    public interface Templates {
        /** Nothing is chosen at a platform that is not there. */
        Templates NONE = new Templates() {
            @Override
            public String of(Notice notice) {
                return "";
            }

            @Override
            public String chatLink(String botId, String chatId) {
                return "";
            }
        };

        /** The template that was chosen for the notice's agent type; empty when there is none. */
        String of(Notice notice);

        /** A link that opens a chat; empty when it has none. */
        String chatLink(String botId, String chatId);
    }

    /** As the bot sends it, who may name people to call. */
    String sent(Notice notice, Bot bot) {
        return changed(notice, marks(notice, bot), true);
    }

    /** What calls the people whom the bot names; a card that is changed calls no one. */
    private String marks(Notice notice, Bot bot) {
        List<String> named = writer.called(notice, bot, OF_APP);
        People found = people.apply(bot, mobiles(named));
        List<String> ids = named.stream()
                .map(one -> found.ids().getOrDefault(one, one))
                .distinct()
                .filter(id -> !id.matches(MOBILE))
                .toList();
        return (marks(ids) + " " + writer.notCalled(notice, found.missed().keySet())).strip();
    }

    /** What calls these people. */
    static String marks(List<String> called) {
        return called.stream()
                .map(id -> (id.contains("@") ? "<at email=" : "<at id=") + id + "></at>")
                .collect(Collectors.joining(" "));
    }

    /** What a card that one person saw becomes when all see it: there is nothing left to show to all. */
    String forAll(Notice notice) {
        return kept(notice)
                .map(template -> byTemplate(template, shut(variables(notice))))
                .orElseGet(() -> changed(notice, "", true));
    }

    /**
     * What a card that was sent becomes. A template that Lark keeps has one place for text, and one button at most.
     *
     * @param note stands in front of the text; empty for none
     */
    String changed(Notice notice, String note, boolean actionable) {
        return kept(notice)
                .map(template -> changed(notice, template, note, actionable))
                .orElseGet(() -> {
                    Content content = Content.of(notice).mentioning(note);
                    return (actionable ? writer.write(content, MEDIUM) : writer.writeStill(content, MEDIUM)).text();
                });
    }

    private Optional<String> kept(Notice notice) {
        if (notice.kind().carriesSeveral()) {
            return Optional.empty();
        }
        String chosen = templates.of(notice);
        return writer.elsewhere(notice, MEDIUM).stream()
                .filter(name -> keeps(name) || name.equals(chosen))
                .findFirst();
    }

    private String changed(Notice notice, String template, String note, boolean actionable) {
        ObjectNode values = variables(notice);
        if (!note.isEmpty()) {
            values.put("analysis", note + "\n\n" + values.path("analysis").asText());
        }
        return byTemplate(template, actionable ? values : shut(values));
    }

    private static String byTemplate(String template, ObjectNode values) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("type", "template");
        content.putObject("data").put("template_id", template).set("template_variable", values);
        return content.toString();
    }

    /** The button cannot be pressed any more; one that only leads somewhere stays. */
    private static ObjectNode shut(ObjectNode values) {
        boolean leads = values.path("button_action").asText().equals("redirect");
        return leads ? values : values.put("button_disable", true);
    }

    private ObjectNode variables(Notice notice) {
        PublishedEvent event = notice.event();
        JsonNode raw = event.rawData();
        ObjectNode values = JsonNodeFactory.instance
                .objectNode()
                .put("event_id", event.id())
                .put("chat_id", raw.path("chat_id").asText(notice.target().address()))
                .put("feedback", "");
        String agent = event.agentType();
        if (agent.equals(AgentType.CHATOPS_INTEREST_AGENT.wireName())) {
            return interest(values, event, link(raw));
        }
        boolean reactive = agent.equals(AgentType.CHATOPS_REACTIVE_REPLY_AGENT.wireName());
        if (reactive || agent.equals(AgentType.CHATOPS_PROACTIVE_REPLY_AGENT.wireName())) {
            return buttons(values.put("background_color", "").put("class_title", ""), "采纳", "public", reactive)
                    .put("analysis", answer(raw.path("data"), event));
        }
        return buttons(values.put("background_color", colour(event)), "告警屏蔽", "handle", true)
                .put("class_title", event.title())
                .put("analysis", event.summary());
    }

    private static ObjectNode interest(ObjectNode values, PublishedEvent event, String link) {
        buttons(values.put("background_color", "red"), "跳转群聊", "redirect", false);
        ObjectNode target = values.putObject("button_link");
        for (String name : List.of("url", "pc_url", "ios_url", "android_url")) {
            target.put(name, link);
        }
        return values.put("class_title", event.title()).put("analysis", event.summary());
    }

    private static ObjectNode buttons(ObjectNode values, String name, String action, boolean disabled) {
        return values.put("button_name", name).put("button_action", action).put("button_disable", disabled);
    }

    private String link(JsonNode raw) {
        return templates.chatLink(
                raw.path("bot_id").asText(), raw.path("chat_id").asText());
    }

    /** The answer, and below it where it comes from. */
    private static String answer(JsonNode data, PublishedEvent event) {
        List<String> lines = new ArrayList<>();
        lines.add(data.path("response").asText(event.summary()));
        List<String> sources = new ArrayList<>();
        data.path("citations").forEach(one -> {
            String title = one.path("title").asText(one.path("question").asText());
            String source = one.path("source").asText();
            if (source.startsWith("https://") || source.startsWith("http://")) {
                sources.add("[" + title.replaceAll("[\\[\\]()]", " ") + "](" + source.replaceAll("[() ]", "") + ")");
            }
        });
        if (!sources.isEmpty()) {
            lines.add("");
            lines.addAll(sources);
        }
        return String.join("\n", lines);
    }

    private static String colour(PublishedEvent event) {
        return switch (event.state()) {
            case FIRING -> event.eventLevel() == Level.P2 ? "yellow" : "red";
            case RESOLVED, EXPIRED -> "green";
        };
    }
}
