package routes.subscription.inhibition;

import java.time.Instant;
import java.util.List;
import routes.subscription.Matcher;

/**
 * While an event that the source matchers match is open, people are not notified of events that the target matchers match
 * and that have the same values under the names of {@code equal}.
 *
 * @param id 24 hex digits
 * @param source all of them hold for the event that inhibits; at least one
 * @param target all of them hold for the events that are held; at least one
 * @param equal labels or well-known names; a name that neither event has counts as equal
 * @param comment why
 */
public record InhibitionRule(
        String id,
        String name,
        List<Matcher> source,
        List<Matcher> target,
        List<String> equal,
        String comment,
        Instant createdAt,
        Instant updatedAt) {

    public InhibitionRule {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = List.copyOf(equal);
        if (source.isEmpty() || target.isEmpty()) {
            throw new IllegalArgumentException("an inhibition rule needs source and target matchers: " + id);
        }
    }

    /** Moves when the rule is changed. */
    public long edition() {
        return updatedAt.toEpochMilli();
    }
}
