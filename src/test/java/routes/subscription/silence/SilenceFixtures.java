package routes.subscription.silence;

import static routes.fakes.SampleEvent.NOW;

import java.time.Instant;
import java.util.List;
import routes.event.MatchOperator;
import routes.subscription.Matcher;

/** Silences for tests, in words. */
public final class SilenceFixtures {
    private SilenceFixtures() {}

    /** From a minute ago for an hour. */
    public static Silence aSilenceOf(String id, String name, String value) {
        return aSilence(id, name, value, NOW.minusSeconds(60), NOW.plusSeconds(3600));
    }

    public static Silence aSilence(String id, String name, String value, Instant from, Instant to) {
        return new Silence(
                id, List.of(new Matcher(name, MatchOperator.EQUAL, value)), from, to, "ann", "new disks", NOW, NOW);
    }

    /** Silences that never change. */
    public static SilenceSource fixed(Silence... silences) {
        return new SilenceSource() {
            @Override
            public long version() {
                return 1;
            }

            @Override
            public List<Silence> unexpired(Instant now) {
                return List.of(silences);
            }
        };
    }
}
