package routes.subscription.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import routes.event.MatchOperator;
import routes.subscription.Matcher;

/** Silences of single problems, as buttons under messages and on pages make them. */
public final class Mutes {
    private final Silences silences;
    private final Clock clock;

    public Mutes(Silences silences, Clock clock) {
        this.silences = silences;
        this.clock = clock;
    }

    /**
     * What is muted.
     *
     * @param fingerprint of the events
     * @param comment why
     */
    public record Problem(String fingerprint, String comment) {}

    /** @param id of the silence: a button that is pressed twice makes one */
    public void mute(String id, Problem problem, Duration time, String by) {
        if (silences.find(id).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        silences.insert(new Silence(
                id,
                List.of(new Matcher("fingerprint", MatchOperator.EQUAL, problem.fingerprint())),
                now,
                now.plus(time),
                by,
                problem.comment(),
                now,
                now));
    }
}
