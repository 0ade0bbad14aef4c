package routes.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.json.Json;

/** What a channel makes of a post. */
public sealed interface Received {
    /**
     * Nothing is stored, and the caller gets the reason in the one shape of errors. The reason names no secret.
     *
     * @param code {@code UNAUTHENTICATED} for a signature, token or time that is wrong, {@code MALFORMED_BODY} for bytes
     *     that cannot be read, {@code NOT_FOUND} for an unknown bot
     */
    record Refused(ErrorCode code, String reason) implements Received {
        public static Refused unauthenticated(String reason) {
            return new Refused(ErrorCode.UNAUTHENTICATED, reason);
        }
    }

    /** Answered at once, nothing is stored: a challenge of the platform, or something that is to have no effect. */
    record Reply(Answer answer) implements Received {}

    /**
     * Genuine. The answer goes out once the events are durable.
     *
     * @param events in their order
     * @param once names this delivery among all of its kind, such as a nonce: one that was taken before is refused; null
     *     when the platform has nothing of the sort
     */
    record Accepted(List<InboundEvent> events, Answer answer, @Nullable String once) implements Received {
        public Accepted {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("a delivery without events is a Reply");
            }
        }
    }

    /** What the platform reads. */
    record Answer(int status, String contentType, byte[] body) {
        public static Answer json(Object value) {
            return new Answer(200, "application/json", Json.bytes(value));
        }

        public static Answer text(String text) {
            return new Answer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }

        /** VeAIOps' reply. */
        public static Answer success(String eventType) {
            return json(Map.of("status", "success", "event", eventType));
        }
    }
}
