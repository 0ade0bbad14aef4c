package routes.health.heartbeat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A watch and what came of it.
 *
 * @param lastSeen when the last alarm came that counts; null before the first
 * @param silentSince when the alarm about their absence was raised; null while they come
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Pulse(@JsonUnwrapped HeartbeatWatch watch, @Nullable Instant lastSeen, @Nullable Instant silentSince) {

    /** What a check of a watch leads to. */
    public enum Verdict {
        UNCHANGED,
        /** They stay away: an alarm is raised. */
        SILENT,
        /** They came again, or the watch was changed: the alarm ends. */
        OVER
    }

    /** {@code waiting} until the first alarm came, then {@code alive} or {@code silent}. */
    public String state() {
        if (silentSince != null) {
            return "silent";
        }
        return lastSeen == null ? "waiting" : "alive";
    }

    /** The last thing that happened: an alarm that counts, or a change of the watch. The same in every copy. */
    public Instant counted() {
        return Optional.ofNullable(lastSeen)
                .filter(seen -> seen.isAfter(watch.updatedAt()))
                .orElse(watch.updatedAt());
    }

    /**
     * @param listening since when the hub has listened without a break: before, no heartbeat could come
     */
    public Verdict verdict(Instant listening, Instant now) {
        if (silentSince != null) {
            return counted().isAfter(silentSince) ? Verdict.OVER : Verdict.UNCHANGED;
        }
        Instant since = listening.isAfter(counted()) ? listening : counted();
        return now.isBefore(since.plus(watch.every())) ? Verdict.UNCHANGED : Verdict.SILENT;
    }
}
