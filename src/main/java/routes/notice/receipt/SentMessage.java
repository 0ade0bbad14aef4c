package routes.notice.receipt;

import java.util.Comparator;
import java.util.List;

/**
 * What was sent, as far as the judgement of its answer needs it.
 *
 * @param id our id of the message: its receipt when the vendor gives none
 * @param bytes length of the body
 * @param hidden texts that must not be kept should the answer repeat them, such as the path of a hook
 */
public record SentMessage(String id, long bytes, List<String> hidden) {
    private static final int SHORTEST_SECRET = 6;

    public SentMessage {
        hidden = hidden.stream()
                .filter(text -> text.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    public SentMessage(String id, long bytes) {
        this(id, bytes, List.of());
    }

    @Override
    public String toString() {
        return "SentMessage[id=" + id + ", bytes=" + bytes + "]";
    }
}
