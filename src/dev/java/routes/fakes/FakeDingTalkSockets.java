package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import routes.channel.socket.SocketFrame;
import routes.common.json.Json;

/** DingTalk's Stream mode: a ticket for app key and secret, messages with headers, acknowledgements by message id. */
public final class FakeDingTalkSockets extends FakeSocketPlatform {
    private final String appKey;
    private final String appSecret;

    public FakeDingTalkSockets(Clock clock, String appKey, String appSecret) {
        super(clock);
        this.appKey = appKey;
        this.appSecret = appSecret;
    }

    /** What a person writes to the robot. @param data the body that a post would have */
    public void robot(String messageId, String data) {
        push(messageId, message("CALLBACK", "/v1.0/im/bot/messages/get", messageId, data, Map.of()));
    }

    /** A click on a card. */
    public void card(String messageId, String data) {
        push(messageId, message("CALLBACK", "/v1.0/card/instances/callback", messageId, data, Map.of()));
    }

    /** An event that the app subscribed to. */
    public void event(String messageId, String eventType, String data) {
        Map<String, String> more = Map.of(
                "eventType",
                eventType,
                "eventId",
                "e-" + messageId,
                "eventCorpId",
                "ding1",
                "eventBornTime",
                Long.toString(clock.millis()));
        push(messageId, message("EVENT", "*", messageId, data, more));
    }

    /** DingTalk's own ping. */
    public void ping(String messageId) {
        say(message("SYSTEM", "ping", messageId, "{\"opaque\":\"" + messageId + "\"}", Map.of()));
    }

    private static SocketFrame message(
            String type, String topic, String messageId, String data, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.putAll(Map.of("topic", topic, "messageId", messageId, "contentType", "application/json"));
        return SocketFrame.json(Map.of("specVersion", "1.0", "type", type, "headers", headers, "data", data));
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (!call.path().equals("/v1.0/gateway/connections/open")) {
            return PlatformAnswer.json(404, Map.of("code", "InvalidAction.NotFound"));
        }
        JsonNode asked = call.json();
        boolean known = asked.path("clientId").asText().equals(appKey)
                && asked.path("clientSecret").asText().equals(appSecret);
        return known
                ? PlatformAnswer.json(
                        200, Map.of("endpoint", socketUrl("").replaceFirst("\\?$", ""), "ticket", "ti/cket=="))
                : PlatformAnswer.json(401, Map.of("code", "authFailed", "message", "鉴权失败"));
    }

    @Override
    protected Optional<String> acknowledges(SocketFrame frame) {
        try {
            JsonNode said = Json.mapper().readTree(frame.bytes());
            return said.path("code").asInt() == 200
                    ? Optional.ofNullable(said.at("/headers/messageId").textValue())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    protected SocketFrame farewell() {
        return message("SYSTEM", "disconnect", "bye", "{\"reason\":\"persistent connection is timeout\"}", Map.of());
    }
}
