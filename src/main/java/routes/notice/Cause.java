package routes.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a notice was made: a subscription that wanted it. */
@JsonNaming(SnakeCaseStrategy.class)
public record Cause(String subscriptionId, String name, Why why) {
    /** What made the subscription ask for it. */
    public enum Why {
        /** It matched the event at that revision. */
        MATCHED,
        /** The event is about one of its targets. */
        OWNER,
        /** Its target was notified of the event before. */
        NOTIFIED_BEFORE;

        /** The name on the wire, such as {@code notified_before}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Why> named(String wireName) {
            return Arrays.stream(values())
                    .filter(why -> why.wireName().equals(wireName))
                    .findFirst();
        }
    }
}
