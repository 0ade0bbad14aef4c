package routes.api.silence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import routes.event.EventView;
import routes.silence.Matcher;
import routes.silence.Silence;

/** A silence as it is answered. */
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
        Instant updatedAt) {

    static SilenceJson of(Silence silence, Instant now) {
        return new SilenceJson(
                silence.id(),
                silence.state(now).wireName(),
                silence.matchers(),
                silence.startsAt(),
                silence.endsAt(),
                silence.createdBy(),
                silence.comment(),
                silence.createdAt(),
                silence.updatedAt());
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
