package routes.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import routes.common.json.Json;

/** The messages of {@link FakeLark}: checked as Lark checks them, kept, and changed where Lark allows it. */
public final class FakeLarkMessages {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_CARD_BYTES = 30 * 1024;
    private static final Duration EDITABLE = Duration.ofDays(14);
    private static final String MESSAGES = "/open-apis/im/v1/messages";
    private static final String CHATS = "/open-apis/im/v1/chats";

    private final Clock clock;
    private final Map<String, String> groups = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, String> byUuid = new ConcurrentHashMap<>();
    private final Map<String, byte[]> images = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> forwards = new ConcurrentHashMap<>();
    private final List<Kept> sent = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LarkClicks clicks;
    private final Allowance chatLimit = new Allowance(5, Duration.ofSeconds(1), Duration.ZERO);

    FakeLarkMessages(Clock clock) {
        this.clock = clock;
        this.clicks = new LarkClicks(clock);
    }

    /** A message that the bot sent. @param how create, reply, forward or ephemeral */
    public record Kept(String id, String how, String to, String type, String content, Instant at, boolean deleted) {
        public JsonNode json() {
            return FakeLarkMessages.json(content).orElseThrow();
        }
    }

    void group(String chatId, String name) {
        groups.put(chatId, name);
    }

    /** The bot is not in the group any more. */
    public void leave(String chatId) {
        groups.remove(chatId);
    }

    /** What people see: what was sent, as it is now. */
    public synchronized List<Kept> shown() {
        return sent.stream()
                .map(one -> kept.get(one.id()))
                .filter(one -> !one.deleted())
                .toList();
    }

    /** A button of a card was pressed: the token comes with the callback. */
    public void clicked(String token, String messageId) {
        clicks.clicked(token, messageId);
    }

    /** People see nothing any more. */
    public synchronized void clear() {
        sent.clear();
    }

    /** An image in a message. */
    public void image(String key, byte[] bytes) {
        images.put(key, bytes);
    }

    /** What get-message gives for a message. @param items as Lark gives them */
    public void message(String messageId, JsonNode items) {
        forwards.put(messageId, items);
    }

    PlatformAnswer answer(PlatformCall call) {
        String path = call.path();
        if (path.equals(MESSAGES) && call.method().equals("POST")) {
            return create(call);
        }
        if (path.equals(MESSAGES + "/merge_forward")) {
            return forward(call);
        }
        if (path.startsWith(MESSAGES) && path.endsWith("/reply")) {
            return reply(call);
        }
        if (path.contains("/resources/")) {
            return resource(call);
        }
        if (path.startsWith(MESSAGES + "/")) {
            return one(call);
        }
        if (path.equals(LarkClicks.PATH)) {
            return clicks.answer(call.json(), this::change);
        }
        if (path.startsWith("/open-apis/ephemeral/v1/")) {
            return ephemeral(call);
        }
        return path.startsWith(CHATS) ? chats(call) : FakeLark.no(404, 99991670, "no such API");
    }

    private PlatformAnswer create(PlatformCall call) {
        JsonNode body = call.json();
        String to = body.path("receive_id").asText();
        if (!"chat_id".equals(call.parameter("receive_id_type").orElse(""))) {
            return FakeLark.no(
                    400, 230001, "Your request contains an invalid request parameter, ext=invalid receive_id_type.");
        }
        if (!to.startsWith("oc_")) {
            return FakeLark.no(
                    400, 230001, "Your request contains an invalid request parameter, ext=invalid receive_id.");
        }
        if (!groups.containsKey(to)) {
            return FakeLark.no(400, 230002, "Bot/User can NOT be out of the chat.");
        }
        return post("create", to, body);
    }

    private PlatformAnswer reply(PlatformCall call) {
        String to = call.path().substring(MESSAGES.length() + 1).replace("/reply", "");
        return to.startsWith("om_")
                ? post("reply", to, call.json())
                : FakeLark.no(400, 230001, "ext=invalid message_id.");
    }

    private PlatformAnswer post(String how, String to, JsonNode body) {
        Optional<PlatformAnswer> wrong = wrong(body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!chatLimit.take(to, clock.instant())) {
            return FakeLark.no(429, 99991400, "request trigger frequency limit")
                    .with("x-ogw-ratelimit-limit", "5")
                    .with("x-ogw-ratelimit-reset", "1");
        }
        String uuid = body.path("uuid").asText();
        String known = uuid.isEmpty() ? null : byUuid.get(uuid);
        return message(known == null ? keep(how, to, body.path("content").asText(), uuid) : kept.get(known));
    }

    private static Optional<PlatformAnswer> wrong(JsonNode body) {
        JsonNode content = body.path("content");
        if (!content.isTextual() || json(content.asText()).isEmpty()) {
            return Optional.of(FakeLark.no(400, 230001, "ext=content is not a string in json format."));
        }
        if (content.asText().getBytes(StandardCharsets.UTF_8).length > MOST_CARD_BYTES) {
            return Optional.of(FakeLark.no(400, 230025, "The length of the message content reaches its limit."));
        }
        return body.path("uuid").asText().length() > 50
                ? Optional.of(FakeLark.no(400, 230001, "ext=uuid is too long."))
                : Optional.empty();
    }

    private PlatformAnswer forward(PlatformCall call) {
        JsonNode body = call.json();
        if (!groups.containsKey(body.path("receive_id").asText())) {
            return FakeLark.no(400, 230002, "Bot/User can NOT be out of the chat.");
        }
        String first = body.path("message_id_list").path(0).asText();
        if (!first.startsWith("om_")) {
            return FakeLark.no(400, 230001, "ext=invalid message_id.");
        }
        Kept message = keep(
                "forward",
                body.path("receive_id").asText(),
                "{}",
                call.parameter("uuid").orElse(""));
        ObjectNode answer = NODES.objectNode().put("code", 0).put("msg", "success");
        answer.putObject("data")
                .putObject("message")
                .put("message_id", message.id())
                .put("msg_type", "merge_forward");
        return PlatformAnswer.json(200, answer);
    }

    private PlatformAnswer ephemeral(PlatformCall call) {
        JsonNode body = call.json();
        if (call.path().endsWith("/delete")) {
            kept.computeIfPresent(body.path("message_id").asText(), (id, one) -> deleted(one));
            return PlatformAnswer.json(200, Map.of("code", 0, "msg", "success"));
        }
        if (!body.path("card").isObject() || !body.path("open_id").asText().startsWith("ou_")) {
            return FakeLark.no(400, 230001, "ext=invalid card or open_id.");
        }
        return message(keep(
                "ephemeral", body.path("open_id").asText(), body.path("card").toString(), ""));
    }

    /** PATCH, DELETE and GET of one message. */
    private PlatformAnswer one(PlatformCall call) {
        String id = call.path().substring(MESSAGES.length() + 1);
        if (call.method().equals("GET")) {
            JsonNode items = forwards.get(id);
            ObjectNode answer = NODES.objectNode().put("code", 0).put("msg", "success");
            answer.putObject("data").set("items", items == null ? NODES.arrayNode() : items);
            return items == null
                    ? FakeLark.no(400, 230110, "The message is deleted.")
                    : PlatformAnswer.json(200, answer);
        }
        Kept message = kept.get(id);
        if (message == null || message.deleted()) {
            return FakeLark.no(400, 230011, "The message has been recalled.");
        }
        if (call.method().equals("DELETE")) {
            kept.put(id, deleted(message));
            return PlatformAnswer.json(200, Map.of("code", 0, "msg", "success", "data", Map.of()));
        }
        boolean patchable = message.type().equals("interactive")
                && !message.how().equals("ephemeral")
                && message.at().plus(EDITABLE).isAfter(clock.instant())
                && message.json().at("/config/update_multi").asBoolean();
        JsonNode body = call.json();
        if (!call.method().equals("PATCH") || !patchable || wrong(body).isPresent()) {
            return FakeLark.no(400, 230054, "This operation is not supported for this message.");
        }
        kept.put(id, with(message, body.path("content").asText()));
        return PlatformAnswer.json(200, Map.of("code", 0, "msg", "success", "data", Map.of()));
    }

    private boolean change(String messageId, String card) {
        return kept.computeIfPresent(messageId, (id, one) -> with(one, card)) != null;
    }

    private PlatformAnswer resource(PlatformCall call) {
        byte[] bytes = images.get(call.path().substring(call.path().lastIndexOf('/') + 1));
        return bytes == null
                ? FakeLark.no(400, 234003, "File not in message.")
                : new PlatformAnswer(200, Map.of("Content-Type", "image/png"), bytes, Duration.ZERO, false);
    }

    private PlatformAnswer chats(PlatformCall call) {
        ObjectNode answer = NODES.objectNode().put("code", 0).put("msg", "success");
        ObjectNode data = answer.putObject("data");
        if (call.path().equals(CHATS)) {
            var items = data.putArray("items");
            groups.forEach((id, name) -> items.addObject().put("chat_id", id).put("name", name));
            data.put("has_more", false).put("page_token", "");
            return PlatformAnswer.json(200, answer);
        }
        String id = call.path().substring(CHATS.length() + 1).replace("/link", "");
        String name = groups.get(id);
        if (call.path().endsWith("/link")) {
            boolean forever = call.json().path("validity_period").asText().equals("permanently");
            data.put("share_link", "https://applink.feishu.cn/client/chat/chatter/add_by_link?link_token=" + id)
                    .put("is_permanent", forever);
        }
        data.put("name", name);
        return name == null
                ? FakeLark.no(400, 232011, "Operator can NOT be out of the chat.")
                : PlatformAnswer.json(200, answer);
    }

    private synchronized Kept keep(String how, String to, String content, String uuid) {
        String type = how.equals("forward") ? "merge_forward" : "interactive";
        Kept message = new Kept("om_" + count.incrementAndGet(), how, to, type, content, clock.instant(), false);
        kept.put(message.id(), message);
        sent.add(message);
        if (!uuid.isEmpty()) {
            byUuid.put(uuid, message.id());
        }
        return message;
    }

    private static PlatformAnswer message(Kept one) {
        ObjectNode answer = NODES.objectNode().put("code", 0).put("msg", "success");
        ObjectNode data = answer.putObject("data");
        data.put("message_id", one.id()).put("msg_type", one.type()).put("chat_id", one.to());
        data.put("create_time", String.valueOf(one.at().toEpochMilli())).put("deleted", false);
        data.putObject("body").put("content", one.content());
        return PlatformAnswer.json(200, answer);
    }

    private static Kept deleted(Kept one) {
        return new Kept(one.id(), one.how(), one.to(), one.type(), one.content(), one.at(), true);
    }

    private static Kept with(Kept one, String content) {
        return new Kept(one.id(), one.how(), one.to(), one.type(), content, one.at(), one.deleted());
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.mapper().readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
