package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import routes.alarm.BoundedJson;
import routes.channel.InboundEvent;
import routes.channel.PlatformCalls.Answer;
import routes.channel.Received;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.socket.EventWay;
import routes.channel.socket.NoSocket;
import routes.channel.socket.SocketFrame;
import routes.channel.socket.SocketMode;
import routes.channel.socket.SocketRead;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * DingTalk's Stream mode: app key and secret open a connection; what people write to the robot, clicks on cards and
 * subscribed events come over it, each acknowledged by its message id. An event that is not acknowledged comes again.
 */
final class DingTalkSocket implements SocketMode {
    private static final Duration PING = Duration.ofSeconds(30);
    private static final String ROBOT = "/v1.0/im/bot/messages/get";
    private static final String CARDS = "/v1.0/card/instances/callback";
    private static final List<Map<String, String>> SUBSCRIPTIONS = List.of(
            Map.of("type", "EVENT", "topic", "*"),
            Map.of("type", "CALLBACK", "topic", ROBOT),
            Map.of("type", "CALLBACK", "topic", CARDS));

    private final DingTalkApi api;

    DingTalkSocket(DingTalkApi api) {
        this.api = api;
    }

    @Override
    public boolean wanted(Bot bot) {
        return EventWay.socket(bot) && !DingTalkCredentials.robot(bot);
    }

    @Override
    public Conversation open(Bot bot) {
        Answer answer = api.connection(bot, SUBSCRIPTIONS);
        String endpoint = answer.json().path("endpoint").asText();
        String ticket = answer.json().path("ticket").asText();
        if (!answer.ok() || endpoint.isEmpty() || ticket.isEmpty()) {
            throw new NoSocket("DingTalk opens no connection (HTTP " + answer.status()
                    + "); check app key, app secret, and that Stream mode is switched on");
        }
        return new Stream(bot, URI.create(endpoint + "?ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8)));
    }

    private record Stream(Bot bot, URI address) implements Conversation {
        @Override
        public Duration pingEvery() {
            return PING;
        }

        @Override
        public SocketRead read(SocketFrame frame, Instant at) {
            try {
                ObjectNode message = BoundedJson.object(frame.bytes());
                String type = message.path("type").asText();
                return type.equals("SYSTEM") ? system(message) : delivery(message, type, at);
            } catch (RefusedRequest noJson) {
                return new SocketRead.Nothing();
            }
        }

        private static SocketRead system(JsonNode message) {
            return switch (message.path("headers").path("topic").asText()) {
                case "ping" -> new SocketRead.Reply(
                        reply(message, message.path("data").asText()));
                case "disconnect" -> new SocketRead.Renew("DingTalk ends it");
                default -> new SocketRead.Nothing();
            };
        }

        private SocketRead delivery(JsonNode message, String type, Instant at) {
            String data = type.equals("EVENT") ? "{\"status\":\"SUCCESS\"}" : "{\"response\":{}}";
            return new SocketRead.Delivery(received(message, type, at), answer -> reply(message, data));
        }

        private Received received(JsonNode message, String type, Instant at) {
            try {
                ObjectNode data =
                        BoundedJson.object(message.path("data").asText().getBytes(StandardCharsets.UTF_8));
                return new Received.Accepted(
                        List.of(event(message.path("headers"), type, data, at)), DingTalkPosts.NO_WORDS, null);
            } catch (RefusedRequest e) {
                return new Refused(ErrorCode.MALFORMED_BODY, e.getMessage());
            }
        }

        private InboundEvent event(JsonNode headers, String type, ObjectNode data, Instant at) {
            String id = headers.path("messageId").asText();
            String topic = headers.path("topic").asText();
            if (topic.equals(ROBOT)) {
                if (data.path("msgId").asText().isEmpty()) {
                    data.put("msgId", id);
                }
                return DingTalkEvents.ofRobot(bot, data, at);
            }
            if (topic.equals(CARDS)) {
                return DingTalkEvents.ofCard(bot, data, id, at);
            }
            if (!type.equals("EVENT")) {
                data.put("EventType", topic);
            } else {
                data.put("EventType", headers.path("eventType").asText("unknown"));
            }
            return DingTalkEvents.ofSubscription(bot, named(data, headers), id, at);
        }

        /** An event that is posted names itself; over a stream its headers do. */
        private static ObjectNode named(ObjectNode data, JsonNode headers) {
            put(data, "EventId", headers.path("eventId"));
            put(data, "TimeStamp", headers.path("eventBornTime"));
            return data;
        }

        private static void put(ObjectNode data, String name, JsonNode value) {
            if (!data.has(name) && !value.asText().isEmpty()) {
                data.put(name, value.asText());
            }
        }

        private static SocketFrame reply(JsonNode message, String data) {
            return SocketFrame.json(Map.of(
                    "code",
                    200,
                    "message",
                    "OK",
                    "headers",
                    Map.of(
                            "contentType",
                            "application/json",
                            "messageId",
                            message.path("headers").path("messageId").asText()),
                    "data",
                    data));
        }
    }
}
