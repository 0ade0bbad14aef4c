package routes.fakes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import routes.common.json.Json;

/**
 * What a fake platform answers.
 *
 * @param after how long it takes
 * @param cut whether the connection breaks instead
 */
public record PlatformAnswer(int status, Map<String, String> headers, byte[] body, Duration after, boolean cut) {

    /** @param value becomes JSON; text is taken as JSON already */
    public static PlatformAnswer json(int status, Object value) {
        byte[] body = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(value);
        return new PlatformAnswer(status, Map.of("Content-Type", "application/json"), body, Duration.ZERO, false);
    }

    public static PlatformAnswer text(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new PlatformAnswer(status, Map.of("Content-Type", "text/plain"), body, Duration.ZERO, false);
    }

    /** Packed JSON: a little on the wire, much when it is unpacked. */
    public static PlatformAnswer packed(int status, String json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("packing in memory", e);
        }
        return new PlatformAnswer(
                status,
                Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                packed.toByteArray(),
                Duration.ZERO,
                false);
    }

    /** The connection breaks before an answer. */
    public static PlatformAnswer reset() {
        return new PlatformAnswer(0, Map.of(), new byte[0], Duration.ZERO, true);
    }

    public PlatformAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new PlatformAnswer(status, more, body, after, cut);
    }

    public PlatformAnswer late(Duration by) {
        return new PlatformAnswer(status, headers, body, by, cut);
    }
}
