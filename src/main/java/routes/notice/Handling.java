package routes.notice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatch decided about a notice beside that it exists.
 *
 * @param reason why it is suppressed, or waits
 * @param heldBy what lets it go when it ends ({@link Hold})
 * @param gatheredIn where it waits for the message that carries it
 * @param causes which subscriptions wanted it, and why; empty for a reply, and for notices of before
 * @param until how long a recovery waits for the problem to come back; null when it does not
 * @param trace {@code traceparent} of the alarm behind it, of a message that carries several one after another with commas
 *     between them; null without tracing
 */
public record Handling(
        @Nullable String reason,
        @Nullable String heldBy,
        @Nullable String gatheredIn,
        List<Cause> causes,
        @Nullable Instant until,
        @Nullable String trace) {
    public static final Handling PLAIN = new Handling(null, null, null, List.of(), null, null);
    private static final int MOST_TRACES = 20;

    public Handling {
        causes = List.copyOf(causes);
    }

    Handling suppressed(String why, @Nullable String holder) {
        return new Handling(why, holder, null, causes, null, trace);
    }

    Handling gathered(OpenBundle gathering) {
        return new Handling(gathering.kind().wireName(), null, gathering.id(), causes, null, trace);
    }

    Handling waiting(Instant end) {
        return new Handling(Notice.RESOLVED_AFTER, null, null, causes, end, trace);
    }

    /** The trace that it belongs to. */
    Handling traced(@Nullable String of) {
        return new Handling(reason, heldBy, gatheredIn, causes, until, of);
    }

    /** Of a message that carries several; that of the leading one comes first. */
    static Handling carrying(Stream<Handling> all) {
        String traces = all.map(Handling::trace)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_TRACES)
                .collect(Collectors.joining(","));
        return traces.isEmpty() ? PLAIN : PLAIN.traced(traces);
    }
}
