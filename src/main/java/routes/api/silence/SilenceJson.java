package routes.api.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.api.WindowPayload;
import routes.event.EventView;
import routes.subscription.Matcher;
import routes.subscription.silence.Silence;

/**
 * A silence as it is answered.
 *
 * @param inForce whether it holds back now what it matches
 * @param matchingEvents how many open events it matches now; in lists only, absent for one that has ended
 */
@JsonNaming(SnakeCaseStrategy.class)
record SilenceJson(
        @JsonProperty("_id") String id,
        String state,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        Instant createdAt,
        Instant updatedAt,
        List<WindowPayload> windows,
        boolean untilResolved,
        boolean inForce,
        @JsonInclude(Include.NON_NULL) @Nullable Integer matchingEvents) {

    static SilenceJson of(Silence silence, Instant now) {
        return of(silence, now, null);
    }

    /** @param matching how many open events it matches; null when it was not counted */
    static SilenceJson of(Silence silence, Instant now, @Nullable Integer matching) {
        return new SilenceJson(
                silence.id(),
                silence.state(now).wireName(),
                silence.matchers(),
                silence.startsAt(),
                silence.endsAt(),
                silence.createdBy(),
                silence.comment(),
                silence.createdAt(),
                silence.updatedAt(),
                WindowPayload.of(silence.scope().windows()),
                silence.scope().untilResolved(),
                silence.holds(now),
                matching);
    }

    /**
     * What matchers would hold back now.
     *
     * @param examined how many open events were looked at, the newest first
     * @param complete whether those were all
     * @param events the first of those that match
     */
    record Preview(int examined, boolean complete, int matched, List<EventView> events) {}
}
