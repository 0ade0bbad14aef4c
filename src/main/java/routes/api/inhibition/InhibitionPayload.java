package routes.api.inhibition;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.api.MatcherPayload;
import routes.subscription.inhibition.InhibitionRule;

/** An inhibition rule as a caller writes it. */
@JsonNaming(SnakeCaseStrategy.class)
record InhibitionPayload(
        String name,
        @Nullable List<MatcherPayload> sourceMatchers,
        @Nullable List<MatcherPayload> targetMatchers,
        @Nullable List<String> equal,
        @Nullable String comment) {
    InhibitionRule rule(String id, Instant createdAt, Instant now) {
        return new InhibitionRule(
                id,
                name,
                MatcherPayload.some("source_matchers", sourceMatchers),
                MatcherPayload.some("target_matchers", targetMatchers),
                equal == null ? List.of() : equal.stream().distinct().toList(),
                comment == null ? "" : comment,
                createdAt,
                now);
    }
}
