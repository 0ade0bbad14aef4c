package routes.api.silence;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.api.MatcherPayload;
import routes.api.WindowPayload;
import routes.common.error.RefusedRequest;
import routes.subscription.silence.Silence;

/** A silence as a caller writes it; without {@code starts_at} it starts at once. One that ends with its events needs no end. */
@JsonNaming(SnakeCaseStrategy.class)
record SilencePayload(
        @Nullable List<MatcherPayload> matchers,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        String createdBy,
        String comment,
        @Nullable List<WindowPayload> windows,
        @Nullable Boolean untilResolved) {
    /** @param usual zone of windows that name none */
    Silence fresh(String id, Instant now, ZoneId usual) {
        Instant starts = startsAt == null ? now : startsAt;
        boolean endsItself = Boolean.TRUE.equals(untilResolved);
        return new Silence(
                id,
                MatcherPayload.some(matchers),
                starts,
                endsItself && endsAt == null ? Silence.FOR_EVER : end(endsAt, starts, now),
                createdBy,
                comment,
                now,
                now,
                new Silence.Scope(WindowPayload.all(windows, usual), endsItself, false));
    }

    static Instant end(@Nullable Instant endsAt, Instant starts, Instant now) {
        if (endsAt == null || !endsAt.isAfter(starts) || !endsAt.isAfter(now)) {
            throw RefusedRequest.invalid("ends_at", "ends_at is required, after starts_at and in the future");
        }
        return endsAt;
    }

    /** What can be changed of a silence; what is absent stays. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Change(
            @Nullable Instant endsAt,
            @Nullable String comment,
            @Nullable List<WindowPayload> windows,
            @Nullable Boolean untilResolved) {
        /** @param usual zone of windows that name none */
        Silence of(Silence before, Instant now, ZoneId usual) {
            return before.changed(
                    endsAt == null ? before.endsAt() : end(endsAt, before.startsAt(), now),
                    comment == null ? before.comment() : comment,
                    new Silence.Scope(
                            windows == null ? before.scope().windows() : WindowPayload.all(windows, usual),
                            untilResolved == null ? before.scope().untilResolved() : untilResolved,
                            before.scope().matched()),
                    now);
        }
    }

    /** Conditions to try. */
    record Preview(@Nullable List<MatcherPayload> matchers) {}
}
