package routes.channel.wecom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.channel.HookUrl;
import routes.channel.Messenger;
import routes.channel.NoticeWriter;
import routes.channel.OnCall;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.event.EventState;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.render.CommonDialect;
import routes.notice.render.Content;
import routes.notice.render.Medium;

/** What goes to WeCom for one notice: to a group robot, to an application's group, or to people, with buttons. */
public final class WeComMessenger implements Messenger {
    /** An address that names people: their user ids follow, parted by bars. */
    static final String PEOPLE = "user:";

    private static final Map<String, String> RECEIVERS = Map.of(PEOPLE, "touser", "party:", "toparty", "tag:", "totag");
    private static final Medium ROBOT = WeComMarkup.messages();
    /** An application's text may have half of what a robot's has. */
    private static final Medium APPLICATION = ROBOT.within(2048);
    /** What the templates of cards with buttons write. */
    private static final Medium CARD = Medium.json("wecom-card", WeComMarkup.MARKDOWN, 4096);

    static final Mentions OF_ROBOT = Mentions.of(
            "(?![^@]+@)[A-Za-z0-9_@.-]{1,64}|\\+[0-9]{6,15}",
            "give user ids of the admin console, mobile numbers, or all; a robot knows no addresses");

    private static final Pattern MOBILE = Pattern.compile("1[0-9]{10}|\\+[0-9]{6,15}");

    /** A text calls everybody, and people by their mobile numbers; Markdown calls members one by one only. */
    private static final Medium TEXT = Medium.text("wecom-text", CommonDialect.PLAIN, 2048);

    private static final int MOST_BUTTONS = 6;
    /** The same message again in this time is a repeated attempt. */
    private static final int SAME_WITHIN_SECONDS = 600;

    private final WeComApi api;
    private final NoticeWriter writer;

    public WeComMessenger(WeComApi api, NoticeWriter writer) {
        this.api = api;
        this.writer = writer;
    }

    public static Medium cards() {
        return CARD;
    }

    /** What a robot sends that calls everybody, or somebody by a mobile number. */
    public static Medium texts() {
        return TEXT;
    }

    @Override
    public String type() {
        return WeComChannel.TYPE;
    }

    @Override
    public Outgoing outgoing(Notice notice, Bot bot) {
        Optional<Secret> hook = bot.credential(HookUrl.CREDENTIAL);
        if (hook.isPresent()) {
            byte[] body = Json.bytes(robot(notice, bot));
            Request request = new Request("POST", "", null, Map.of("Content-Type", "application/json"), body);
            return new Outgoing(bot, request, hook.get().reveal().strip(), null);
        }
        String path = toPeople(notice) ? "/cgi-bin/message/send" : "/cgi-bin/appchat/send";
        ObjectNode body = toPeople(notice) ? people(notice, bot) : group(notice);
        Secret token = api.token(bot);
        return new Outgoing(bot, WeComApi.post(path, token, body), null, token);
    }

    @Override
    public boolean tokenIsOver(Outgoing sent, JsonNode answer) {
        return sent.token() != null && api.over(sent.bot(), sent.token(), answer);
    }

    private ObjectNode robot(Notice notice, Bot bot) {
        List<String> called = writer.called(notice, bot, OF_ROBOT);
        if (called.stream().anyMatch(id -> id.equals(OnCall.ALL) || mobile(id))) {
            return text(notice, called);
        }
        String marks = called.stream().map(id -> "<@" + id + ">").collect(Collectors.joining(" "));
        return object(writer.write(Content.of(notice).mentioning(marks), ROBOT).text());
    }

    private static boolean mobile(String id) {
        return MOBILE.matcher(id).matches();
    }

    private ObjectNode text(Notice notice, List<String> called) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "text");
        ObjectNode text = body.putObject("text")
                .put("content", writer.write(notice, TEXT).text().strip());
        called.forEach(id -> text.withArray(mobile(id) ? "mentioned_mobile_list" : "mentioned_list")
                .add(id.equals(OnCall.ALL) ? "@all" : id));
        return body;
    }

    private static boolean toPeople(Notice notice) {
        String address = notice.target().address();
        return address.equals("@all") || RECEIVERS.keySet().stream().anyMatch(address::startsWith);
    }

    private ObjectNode group(Notice notice) {
        return object(writer.write(notice, APPLICATION).text())
                .put("chatid", notice.target().address());
    }

    private ObjectNode people(Notice notice, Bot bot) {
        int agent = WeComCredentials.agent(bot)
                .orElseThrow(() -> new Unsendable(new SendResult.Skipped(
                        FailureReason.NOT_CONFIGURED, "the WeCom bot has no agent_id, a number: set it and replay")));
        ObjectNode body = message(notice, bot);
        String address = notice.target().address();
        RECEIVERS.forEach((prefix, field) -> {
            if (address.startsWith(prefix)) {
                body.put(field, address.substring(prefix.length()));
            }
        });
        if (address.equals("@all")) {
            body.put("touser", address);
        }
        return body.put("agentid", agent)
                .put("enable_duplicate_check", 1)
                .put("duplicate_check_interval", SAME_WITHIN_SECONDS);
    }

    /** A card where its buttons can be pressed, else text. */
    private ObjectNode message(Notice notice, Bot bot) {
        boolean pressing = notice.subscribed()
                && !notice.kind().carriesSeveral()
                && notice.event().state() == EventState.FIRING
                && WeComCredentials.envelope(bot).isPresent();
        if (pressing) {
            ObjectNode card = object(writer.write(notice, CARD).text());
            JsonNode buttons = card.path("button_list");
            if (!buttons.isEmpty() && buttons.size() <= MOST_BUTTONS) {
                ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "template_card");
                body.set("template_card", card.put("task_id", notice.id()));
                return body;
            }
        }
        return object(writer.write(notice, APPLICATION).text());
    }

    /**
     * What a card becomes: what was done stands in front of its text; where nothing is left to press, the last of it in
     * place of the buttons.
     */
    String card(Notice notice, String note, boolean actionable) {
        ObjectNode card = object(writer.write(notice, CARD).text()).put("task_id", notice.id());
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (actionable && !card.path("button_list").isEmpty()) {
            card.put(
                    "sub_title_text", (note + "\n" + card.path("sub_title_text").asText()).strip());
            change.set("template_card", card);
        } else {
            change.putObject("button").put("replace_name", note.substring(note.lastIndexOf('\n') + 1));
        }
        return change.toString();
    }

    /** @param change {@link #card} @param code what came with the click */
    static ObjectNode change(JsonNode change, int agent, String code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("atall", 1).put("agentid", agent).put("response_code", code);
        for (String part : List.of("template_card", "button")) {
            if (change.has(part)) {
                body.set(part, change.path(part));
            }
        }
        return body;
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.mapper().readTree(json);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new VeaiopsException("a template of WeCom makes no JSON object", e);
        }
    }
}
