package routes.notice.receipt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a rule waits, and who.
 *
 * @param places where to look for the time; the first that says something counts
 * @param targetOnly whether the limit is of one chat or person; else the whole robot waits
 */
record Waits(List<Wait> places, boolean targetOnly) {
    Waits {
        places = List.copyOf(places);
    }

    Optional<Duration> in(AnswerFacts facts) {
        return places.stream().flatMap(place -> place.in(facts).stream()).findFirst();
    }
}
