package routes.api.inhibition;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.api.MatcherPayload;
import routes.common.error.RefusedRequest;
import routes.subscription.inhibition.InhibitionRule;

/** An inhibition rule as a caller writes it. */
@JsonNaming(SnakeCaseStrategy.class)
record InhibitionPayload(
        @Nullable String name,
        @Nullable List<MatcherPayload> sourceMatchers,
        @Nullable List<MatcherPayload> targetMatchers,
        @Nullable List<String> equal,
        @Nullable String comment) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_COMMENT = 1000;
    private static final int LONGEST_LABEL = 128;
    private static final int MOST_EQUAL = 20;

    InhibitionRule rule(String id, Instant createdAt, Instant now) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw RefusedRequest.invalid("name", "name is required and has at most " + LONGEST_NAME + " characters");
        }
        String why = comment == null ? "" : comment;
        if (why.length() > LONGEST_COMMENT) {
            throw RefusedRequest.invalid("comment", "comment has at most " + LONGEST_COMMENT + " characters");
        }
        return new InhibitionRule(
                id,
                name,
                MatcherPayload.some("source_matchers", sourceMatchers),
                MatcherPayload.some("target_matchers", targetMatchers),
                names(equal == null ? List.of() : equal),
                why,
                createdAt,
                now);
    }

    private static List<String> names(List<String> names) {
        if (names.size() > MOST_EQUAL) {
            throw RefusedRequest.invalid("equal", "equal must not have more than " + MOST_EQUAL + " names");
        }
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (name == null || name.isBlank() || name.length() > LONGEST_LABEL) {
                String place = "equal[" + index + "]";
                throw RefusedRequest.invalid(place, place + " must be a name of 1 to " + LONGEST_LABEL + " characters");
            }
        }
        return names.stream().distinct().toList();
    }
}
