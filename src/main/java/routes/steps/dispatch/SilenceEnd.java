package routes.steps.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routes.event.OpenEvents;
import routes.notice.HeldNotices;
import routes.subscription.silence.OpenMatches;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceRegistry;
import routes.subscription.silence.Silences;

/**
 * Ends silences that last until their events are over: one ends when it has matched an event and none that it matches is
 * open. One that has matched nothing yet goes on.
 *
 * <p>Failure policy: every step is conditional and repeated by the next sweep, here or in another copy.
 */
public final class SilenceEnd {
    private static final int HOLDERS = 1000;

    private final SilenceRegistry book;
    private final Silences silences;
    private final OpenEvents open;
    private final HeldNotices held;
    private final Clock clock;

    public SilenceEnd(SilenceRegistry book, Silences silences, OpenEvents open, HeldNotices held, Clock clock) {
        this.book = book;
        this.silences = silences;
        this.open = open;
        this.held = held;
        this.clock = clock;
    }

    public void sweep() {
        Instant now = clock.instant();
        List<Silence> waiting = book.untilResolved(now);
        if (waiting.isEmpty()) {
            return;
        }
        Set<String> holding = new HashSet<>(held.holders("", HOLDERS));
        Map<String, Integer> matches = OpenMatches.of(waiting, open);
        waiting.forEach(silence -> {
            boolean matched = silence.scope().matched();
            if (matches.getOrDefault(silence.id(), 0) > 0) {
                if (!matched) {
                    silences.matched(silence.id(), now);
                }
            } else if (matched || holding.contains(silence.id())) {
                silences.end(silence.id(), now);
            }
        });
    }
}
