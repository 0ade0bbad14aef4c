package routes.subscription.inhibition;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.error.InvalidField;
import routes.subscription.Matcher;

/**
 * While an event that the source matchers match is open, people are not notified of events that the target matchers match
 * and that have the same values under the names of {@code equal}.
 *
 * @param id 24 hex digits
 * @param sourceMatchers all of them hold for the event that inhibits; at least one
 * @param targetMatchers all of them hold for the events that are held; at least one
 * @param equal labels or well-known names; a name that neither event has counts as equal
 * @param comment why
 * @param createdUser who made it; null when that is not known
 * @param updatedUser who changed it last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record InhibitionRule(
        @JsonProperty("_id") String id,
        String name,
        List<Matcher> sourceMatchers,
        List<Matcher> targetMatchers,
        List<String> equal,
        String comment,
        @Nullable String createdUser,
        Instant createdAt,
        @Nullable String updatedUser,
        Instant updatedAt) {

    public InhibitionRule {
        sourceMatchers = List.copyOf(sourceMatchers);
        targetMatchers = List.copyOf(targetMatchers);
        equal = equal.stream().distinct().toList();
        required("source_matchers", sourceMatchers);
        required("target_matchers", targetMatchers);
    }

    private static void required(String field, List<Matcher> matchers) {
        if (matchers.isEmpty()) {
            throw new InvalidField(field, "an inhibition rule needs a matcher");
        }
    }

    /** Moves when the rule is changed. */
    public long edition() {
        return updatedAt.toEpochMilli();
    }
}
