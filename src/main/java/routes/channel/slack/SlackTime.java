package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Slack's times: seconds with six decimals as text, which are also the ids of messages within their channel. */
final class SlackTime {
    private static final int MICROSECONDS = 6;

    private SlackTime() {}

    /** When the event of an envelope happened. */
    static Optional<Instant> of(JsonNode body) {
        return seconds(body.path("event").path("event_ts").asText())
                .or(() -> seconds(body.path("event").path("ts").asText()))
                .or(() -> seconds(body.path("event_time").asText()))
                .or(() -> seconds(body.path("actions").path(0).path("action_ts").asText()));
    }

    static Optional<Instant> seconds(String text) {
        if (!text.matches("\\d{1,11}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        try {
            BigDecimal micros = new BigDecimal(text).movePointRight(MICROSECONDS);
            return Optional.of(Instant.EPOCH.plus(micros.longValue(), java.time.temporal.ChronoUnit.MICROS));
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
