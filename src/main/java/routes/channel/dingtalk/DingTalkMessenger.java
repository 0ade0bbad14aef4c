package routes.channel.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.Messenger;
import routes.channel.NoticeWriter;
import routes.channel.OnCall;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.render.Content;
import routes.notice.render.Medium;

/** What goes to DingTalk for one notice: to a group robot, to a group, to people, or as a card that can be changed. */
public final class DingTalkMessenger implements Messenger {
    /** An address that names people: their staff ids follow, parted by bars. */
    static final String PEOPLE = "user:";

    private static final int MOST_PEOPLE = 20;
    private static final Medium ROBOT = DingTalkMarkup.messages();
    /** The parameter of a message may have 15,000 bytes, and is JSON within JSON. */
    private static final Medium APPLICATION = ROBOT.within(12_000);

    static final Mentions OF_ROBOT = Mentions.of(
            "[A-Za-z0-9+_.-]{1,64}", "give staff ids, mobile numbers, or all; DingTalk knows no e-mail addresses");

    private final DingTalkApi api;
    private final NoticeWriter writer;
    private final Clock clock;

    public DingTalkMessenger(DingTalkApi api, NoticeWriter writer, Clock clock) {
        this.api = api;
        this.writer = writer;
        this.clock = clock;
    }

    /** What the templates of cards write. */
    public static Medium cards() {
        return DingTalkCards.MEDIUM;
    }

    /** What a card becomes: what was done stands in front of its text. */
    String card(Notice notice, String note, boolean actionable) {
        ObjectNode values = object(writer.write(notice, DingTalkCards.MEDIUM).text());
        if (!note.isEmpty()) {
            values.put(
                    "text",
                    note.replace("\n", "\n\n") + "\n\n" + values.path("text").asText());
        }
        if (!actionable) {
            values.remove("actions");
        }
        return values.toString();
    }

    @Override
    public String type() {
        return DingTalkChannel.TYPE;
    }

    @Override
    public Outgoing outgoing(Notice notice, Bot bot) {
        Optional<Secret> hook = bot.credential(DingTalkCredentials.HOOK_URL);
        if (hook.isPresent()) {
            Request request =
                    new Request("POST", "", null, Map.of("Content-Type", "application/json"), robotBody(notice, bot));
            return new Outgoing(bot, request, signed(hook.get().reveal().strip(), bot), null);
        }
        Secret token = api.token(bot);
        return new Outgoing(bot, application(notice, bot).with(DingTalkApi.headers(token)), null, token);
    }

    @Override
    public boolean tokenIsOver(Outgoing sent, JsonNode answer) {
        return sent.token() != null && api.over(sent.bot(), sent.token(), answer);
    }

    private byte[] robotBody(Notice notice, Bot bot) {
        List<String> called = writer.called(notice, bot, OF_ROBOT);
        List<String> marks = called.stream()
                .filter(id -> !id.equals(OnCall.ALL))
                .map(id -> "@" + id)
                .toList();
        ObjectNode body = object(writer.write(Content.of(notice).mentioning(String.join(" ", marks)), ROBOT)
                .text());
        if (!called.isEmpty()) {
            ObjectNode at = body.putObject("at").put("isAtAll", called.contains(OnCall.ALL));
            called.stream().filter(DingTalkMessenger::mobile).forEach(at.withArray("atMobiles")::add);
            called.stream().filter(id -> !mobile(id) && !id.equals(OnCall.ALL)).forEach(at.withArray("atUserIds")::add);
        }
        return Json.bytes(body);
    }

    private static boolean mobile(String id) {
        return id.matches("(\\+\\d{1,4}-?)?\\d{11}");
    }

    private String signed(String url, Bot bot) {
        Optional<Secret> secret = bot.credential(DingTalkCredentials.HOOK_SECRET);
        if (secret.isEmpty()) {
            return url;
        }
        String timestamp = Long.toString(clock.millis());
        String sign = URLEncoder.encode(DingTalkSignature.ofRobot(secret.get(), timestamp), UTF_8);
        return url + (url.contains("?") ? "&" : "?") + "timestamp=" + timestamp + "&sign=" + sign;
    }

    private Request application(Notice notice, Bot bot) {
        String address = notice.target().address();
        boolean people = address.startsWith(PEOPLE);
        String template = DingTalkCredentials.text(bot, DingTalkCredentials.CARD_TEMPLATE, "");
        if (!template.isEmpty() && !notice.kind().carriesSeveral()) {
            JsonNode values = object(writer.write(notice, DingTalkCards.MEDIUM).text());
            return Request.json(
                    "POST",
                    "/v1.0/card/instances/createAndDeliver",
                    null,
                    Map.of(),
                    DingTalkCards.delivery(notice, bot, template, values));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("robotCode", DingTalkCredentials.robotCode(bot));
        addMessage(body, object(writer.write(notice, APPLICATION).text()));
        if (people) {
            Arrays.stream(address.substring(PEOPLE.length()).split("\\|"))
                    .filter(id -> !id.isBlank())
                    .forEach(body.withArray("userIds")::add);
        } else {
            body.put("openConversationId", address);
        }
        String path = people ? "/v1.0/robot/oToMessages/batchSend" : "/v1.0/robot/groupMessages/send";
        return Request.json("POST", path, null, Map.of(), body);
    }

    /** A template writes what a group robot takes; an application's robot has other names for the same. */
    private static void addMessage(ObjectNode body, ObjectNode message) {
        String type = message.path("msgtype").asText();
        String key =
                switch (type) {
                    case "text" -> "sampleText";
                    case "markdown" -> "sampleMarkdown";
                    case "link" -> "sampleLink";
                    case "actionCard" -> "sampleActionCard";
                    default -> throw new Unsendable(new SendResult.Refused(
                            FailureReason.REJECTED,
                            "a DingTalk application sends no " + type + " messages: change the template"));
                };
        body.put("msgKey", key).put("msgParam", message.path(type).toString());
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.mapper().readTree(json);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new VeaiopsException("a template of DingTalk makes no JSON object", e);
        }
    }
}
