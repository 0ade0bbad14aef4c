package routes.subscription.silence;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import routes.event.PublishedEvent;
import routes.subscription.Matcher;

/** Silences compiled for matching. Immutable. */
public final class SilenceIndex {
    private final List<Compiled> latestEndFirst;

    private SilenceIndex(List<Compiled> latestEndFirst) {
        this.latestEndFirst = latestEndFirst;
    }

    public static SilenceIndex of(Collection<Silence> silences) {
        return new SilenceIndex(silences.stream()
                .sorted(Comparator.comparing(Silence::endsAt).reversed().thenComparing(Silence::id))
                .map(Compiled::of)
                .toList());
    }

    /** The silence that holds the event back now; of several the one that ends last. */
    public Optional<Silence> holding(PublishedEvent event, Instant now) {
        for (Compiled one : latestEndFirst) {
            if (one.silence().holds(now) && one.test().test(event)) {
                return Optional.of(one.silence());
            }
        }
        return Optional.empty();
    }

    /** Those that have begun and end with the events that they match. */
    List<Silence> untilResolved(Instant now) {
        return latestEndFirst.stream()
                .map(Compiled::silence)
                .filter(silence -> silence.scope().untilResolved() && silence.state(now) == SilenceState.ACTIVE)
                .toList();
    }

    private record Compiled(Silence silence, Predicate<PublishedEvent> test) {
        static Compiled of(Silence silence) {
            return new Compiled(silence, Matcher.all(silence.matchers()));
        }
    }
}
