package routes.tool.compare;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import routes.alarm.Level;

/**
 * One change of an event that one subscription is notified of.
 *
 * @param position of the alarm in the log
 * @param at when the alarm came
 */
@JsonNaming(SnakeCaseStrategy.class)
public record NotifiedChange(
        String position,
        String subscription,
        Level level,
        String transition,
        String source,
        String fingerprint,
        String title,
        Instant at) {

    /** Notified of the same alarm, whatever has become of it. */
    String key() {
        return position + "/" + subscription;
    }
}
