package routes.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatch decided about a notice beside that it exists.
 *
 * @param reason why it is suppressed, or waits
 * @param heldBy what lets it go when it ends ({@link Hold})
 * @param gatheredIn where it waits for the message that carries it
 * @param causes which subscriptions wanted it, and why; empty for a reply, and for notices of before
 * @param until how long a recovery waits for the problem to come back; null when it does not
 */
public record Handling(
        @Nullable String reason,
        @Nullable String heldBy,
        @Nullable String gatheredIn,
        List<Cause> causes,
        @Nullable Instant until) {
    public static final Handling PLAIN = new Handling(null, null, null, List.of(), null);

    public Handling {
        causes = List.copyOf(causes);
    }

    Handling suppressed(String why, @Nullable String holder) {
        return new Handling(why, holder, null, causes, null);
    }

    Handling gathered(OpenBundle gathering) {
        return new Handling(gathering.kind().wireName(), null, gathering.id(), causes, null);
    }

    Handling waiting(Instant end) {
        return new Handling(Notice.RESOLVED_AFTER, null, null, causes, end);
    }
}
