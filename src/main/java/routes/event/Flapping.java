package routes.event;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import routes.alarm.Level;

/**
 * What a transition is part of whose fingerprint begins and ends again and again.
 *
 * @param since when it was noticed; distinguishes two such times of one fingerprint
 * @param changes how often it began and ended so far, those that made it noticed included
 * @param worst the worst level that it reached since it was noticed
 * @param worse whether it got worse than what was sent, so that a notice is sent although it flaps
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Flapping(Instant since, int changes, Level worst, boolean worse) {

    /** It begins or ends once more. */
    Flapping changed(Level level) {
        boolean critical = level == Level.P0 && worst != Level.P0;
        return new Flapping(since, changes + 1, worse(level), critical);
    }

    /** It gets worse while it is open. */
    Flapping escalated(Level level) {
        return new Flapping(since, changes, worse(level), level == Level.P0);
    }

    private Level worse(Level level) {
        return level.worseThan(worst) ? level : worst;
    }
}
