package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** Lark's times: milliseconds since 1970, as text or as a number. */
final class LarkTime {
    /** No clock of a platform is further ahead: what claims to be is no time. */
    private static final long LATEST = 253_402_300_799_999L;

    private LarkTime() {}

    static Optional<Instant> millis(JsonNode node) {
        try {
            long millis = Long.parseLong(node.asText());
            return millis > 0 && millis <= LATEST ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
