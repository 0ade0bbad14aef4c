package routes.channel.lark;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Parts of frames that wait for others, bounded in number and in bytes. What finds no room pushes the oldest out, which the
 * platform sends again because it was not acknowledged. Used by one thread.
 */
final class LarkFrameParts {
    static final int MOST_BYTES = 4 << 20;
    private static final int MOST_FRAMES = 16;
    private static final int MOST_PARTS = 64;

    private final Map<String, Map<Integer, byte[]>> unfinished = new LinkedHashMap<>();
    private int bytes;

    /** The payload of a frame that is whole, with this part or by itself. */
    Optional<byte[]> whole(LarkFrame frame) {
        int sum = number(frame.header("sum"), 1);
        if (sum <= 1) {
            return Optional.of(frame.payload());
        }
        int part = number(frame.header("seq"), 0);
        if (sum > MOST_PARTS || part > sum || frame.payload().length > MOST_BYTES) {
            return Optional.empty();
        }
        String id = frame.header("message_id");
        Map<Integer, byte[]> parts = unfinished.computeIfAbsent(id, key -> new TreeMap<>());
        byte[] before = parts.put(part, frame.payload());
        bytes += frame.payload().length - (before == null ? 0 : before.length);
        if (parts.size() < sum) {
            makeRoom();
            return Optional.empty();
        }
        forget(id);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        parts.values().forEach(payload::writeBytes);
        return Optional.of(payload.toByteArray());
    }

    /** The bytes that wait. */
    int bytes() {
        return bytes;
    }

    private void makeRoom() {
        while (unfinished.size() > MOST_FRAMES || bytes > MOST_BYTES) {
            forget(unfinished.keySet().iterator().next());
        }
    }

    private void forget(String id) {
        Map<Integer, byte[]> parts = unfinished.remove(id);
        if (parts != null) {
            parts.values().forEach(part -> bytes -= part.length);
        }
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
