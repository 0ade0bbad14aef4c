package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import routes.channel.socket.SocketFrame;
import routes.common.json.Json;

/** Slack's Socket Mode: {@code apps.connections.open} for an app-level token, envelopes, acknowledgements by envelope id. */
public final class FakeSlackSockets extends FakeSocketPlatform {
    private final String appToken;

    public FakeSlackSockets(Clock clock, String appToken) {
        super(clock);
        this.appToken = appToken;
    }

    /** What the base URL of the Web API is set to. */
    public String api() {
        return url() + "/api";
    }

    /** Where a connection is opened, as the answer of {@code apps.connections.open} names it. */
    public String address() {
        return socketUrl("ticket=t&app_id=A1");
    }

    /** @param payload what a post would hold */
    public void event(String envelopeId, String payload) {
        envelope(envelopeId, "events_api", payload);
    }

    public void click(String envelopeId, String payload) {
        envelope(envelopeId, "interactive", payload);
    }

    private void envelope(String envelopeId, String type, String payload) {
        push(
                envelopeId,
                new SocketFrame(
                        true,
                        ("{\"envelope_id\":\"" + envelopeId + "\",\"type\":\"" + type
                                        + "\",\"accepts_response_payload\":" + type.equals("interactive")
                                        + ",\"payload\":" + payload + "}")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (!call.path().equals("/api/apps.connections.open")) {
            return PlatformAnswer.json(200, Map.of("ok", false, "error", "unknown_method"));
        }
        return call.header("authorization").orElse("").equals("Bearer " + appToken)
                ? PlatformAnswer.json(200, Map.of("ok", true, "url", address()))
                : PlatformAnswer.json(200, Map.of("ok", false, "error", "invalid_auth"));
    }

    @Override
    protected Optional<String> acknowledges(SocketFrame frame) {
        try {
            JsonNode said = Json.mapper().readTree(frame.bytes());
            return Optional.ofNullable(said.path("envelope_id").textValue());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    protected SocketFrame farewell() {
        return SocketFrame.json(Map.of("type", "disconnect", "reason", "refresh_requested"));
    }
}
