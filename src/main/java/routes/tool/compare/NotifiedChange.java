package routes.tool.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.PublishedEvent;

/**
 * One change of an event that one subscription is notified of.
 *
 * @param identity the post and the item that the alarm came of
 * @param event as it is notified; null where it is not kept
 * @param position of the alarm in the log
 * @param at when the alarm came
 */
@JsonNaming(SnakeCaseStrategy.class)
public record NotifiedChange(
        @JsonIgnore String identity,
        @JsonIgnore @Nullable PublishedEvent event,
        String position,
        String subscription,
        Level level,
        String transition,
        String source,
        String fingerprint,
        String title,
        Instant at) {

    /** The post that the alarm came of. */
    String postId() {
        return identity.substring(0, identity.lastIndexOf('/'));
    }

    /** Notified of the same alarm, whatever has become of it. */
    String key() {
        return identity + "/" + subscription;
    }
}
