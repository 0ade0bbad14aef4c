package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import routes.channel.socket.SocketFrame;
import routes.common.json.Json;

/**
 * Lark's long connection: an address for app id and secret, frames in protobuf, large ones in parts, answered by the same
 * frame with a status. It has a codec of its own, so that the hub's is tested against another one.
 */
public final class FakeLarkSockets extends FakeSocketPlatform {
    private static final int PART = 120;

    private final String appId;
    private final String appSecret;
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();

    public FakeLarkSockets(Clock clock, String appId, String appSecret) {
        super(clock);
        this.appId = appId;
        this.appSecret = appSecret;
    }

    /** @param payload the event as a post would hold it, unencrypted */
    public void event(String messageId, String payload) {
        push(messageId, data(messageId, payload.getBytes(StandardCharsets.UTF_8), 1, 0));
    }

    /** The same in parts, which only an answer to the last one acknowledges. */
    public void inParts(String messageId, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        int sum = (bytes.length + PART - 1) / PART;
        for (int seq = 0; seq < sum; seq++) {
            byte[] part = Arrays.copyOfRange(bytes, seq * PART, Math.min(bytes.length, (seq + 1) * PART));
            SocketFrame frame = data(messageId, part, sum, seq);
            if (seq == sum - 1) {
                push(messageId, frame);
            } else {
                say(frame);
            }
        }
    }

    /** What a client answered: what a post would be answered, decoded. */
    public JsonNode answer(String messageId) {
        return answers.get(messageId);
    }

    private static SocketFrame data(String messageId, byte[] payload, int sum, int seq) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("type", "event");
        headers.put("message_id", messageId);
        headers.put("sum", Integer.toString(sum));
        headers.put("seq", Integer.toString(seq));
        headers.put("trace_id", "trace-" + messageId);
        return SocketFrame.binary(frame(1, headers, payload));
    }

    private static byte[] frame(int method, Map<String, String> headers, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt64(1, 7);
            out.writeUInt64(2, 8);
            out.writeInt32(3, 33);
            out.writeInt32(4, method);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                int size = CodedOutputStream.computeStringSize(1, header.getKey())
                        + CodedOutputStream.computeStringSize(2, header.getValue());
                out.writeTag(5, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.writeUInt32NoTag(size);
                out.writeString(1, header.getKey());
                out.writeString(2, header.getValue());
            }
            out.writeByteArray(8, payload);
            out.writeString(9, "log-id-new");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (!call.path().equals("/callback/ws/endpoint")) {
            return PlatformAnswer.json(404, Map.of("code", 404));
        }
        JsonNode asked = call.json();
        boolean known = asked.path("AppID").asText().equals(appId)
                && asked.path("AppSecret").asText().equals(appSecret);
        return known
                ? PlatformAnswer.json(
                        200,
                        Map.of(
                                "code",
                                0,
                                "msg",
                                "",
                                "data",
                                Map.of(
                                        "URL",
                                        socketUrl("device_id=1&service_id=33"),
                                        "ClientConfig",
                                        Map.of(
                                                "ReconnectCount", -1,
                                                "ReconnectInterval", 120,
                                                "ReconnectNonce", 30,
                                                "PingInterval", 120))))
                : PlatformAnswer.json(200, Map.of("code", 514, "msg", "auth failed"));
    }

    @Override
    protected Optional<String> acknowledges(SocketFrame frame) {
        Said said = Said.of(frame);
        if (said.method != 1) {
            return Optional.empty();
        }
        try {
            JsonNode response = Json.mapper().readTree(said.payload);
            String id = said.headers.getOrDefault("message_id", "");
            if (response.path("code").asInt() != 200) {
                return Optional.empty();
            }
            if (response.hasNonNull("data")) {
                answers.put(id, Json.mapper().readTree(response.path("data").binaryValue()));
            }
            return Optional.of(id);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    protected Optional<SocketFrame> replyTo(SocketFrame frame) {
        Said said = Said.of(frame);
        boolean ping = said.method == 0 && "ping".equals(said.headers.get("type"));
        return ping ? Optional.of(SocketFrame.binary(frame(0, Map.of("type", "pong"), new byte[0]))) : Optional.empty();
    }

    /** Lark closes without a word; a frame that means nothing stands for it. */
    @Override
    protected SocketFrame farewell() {
        return SocketFrame.binary(frame(0, Map.of("type", "pong"), new byte[0]));
    }

    private record Said(int method, Map<String, String> headers, byte[] payload) {
        static Said of(SocketFrame frame) {
            try {
                return read(CodedInputStream.newInstance(frame.bytes()));
            } catch (IOException e) {
                return new Said(-1, Map.of(), new byte[0]);
            }
        }

        private static Said read(CodedInputStream in) throws IOException {
            int method = 0;
            Map<String, String> headers = new HashMap<>();
            byte[] payload = new byte[0];
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 4 -> method = in.readInt32();
                    case 5 -> {
                        int limit = in.pushLimit(in.readRawVarint32());
                        in.readTag();
                        String key = in.readString();
                        in.readTag();
                        headers.put(key, in.readString());
                        in.popLimit(limit);
                    }
                    case 8 -> payload = in.readByteArray();
                    default -> in.skipField(tag);
                }
            }
            return new Said(method, headers, payload);
        }
    }
}
