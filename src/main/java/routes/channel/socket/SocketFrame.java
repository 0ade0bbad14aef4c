package routes.channel.socket;

import java.nio.charset.StandardCharsets;
import routes.common.json.Json;

/**
 * One whole message of a WebSocket. Its text form does not show what it holds.
 *
 * @param text whether it goes as text, in UTF-8, or as binary
 */
public record SocketFrame(boolean text, byte[] bytes) {
    public static SocketFrame json(Object value) {
        return new SocketFrame(true, Json.bytes(value));
    }

    public static SocketFrame binary(byte[] bytes) {
        return new SocketFrame(false, bytes);
    }

    public String asText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return (text ? "text" : "binary") + " frame of " + bytes.length + " bytes";
    }
}
