package routes.api.inhibition;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import routes.subscription.Matcher;
import routes.subscription.inhibition.InhibitionRule;

/** An inhibition rule as it is answered. */
@JsonNaming(SnakeCaseStrategy.class)
record InhibitionJson(
        @JsonProperty("_id") String id,
        String name,
        List<Matcher> sourceMatchers,
        List<Matcher> targetMatchers,
        List<String> equal,
        String comment,
        Instant createdAt,
        Instant updatedAt) {

    static InhibitionJson of(InhibitionRule rule) {
        return new InhibitionJson(
                rule.id(),
                rule.name(),
                rule.source(),
                rule.target(),
                rule.equal(),
                rule.comment(),
                rule.createdAt(),
                rule.updatedAt());
    }
}
