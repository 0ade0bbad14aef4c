package routes.subscription.silence;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;
import routes.subscription.Matcher;

/** How many open events silences match now, reading the open events once for all of them. */
public final class OpenMatches {
    private OpenMatches() {}

    /** By the id of the silence; 0 for one that matches nothing. */
    public static Map<String, Integer> of(Collection<Silence> silences, OpenEvents open) {
        Map<String, Predicate<PublishedEvent>> tests =
                silences.stream().collect(Collectors.toMap(Silence::id, silence -> Matcher.all(silence.matchers())));
        Map<String, Integer> counts = new HashMap<>();
        tests.keySet().forEach(id -> counts.put(id, 0));
        if (!tests.isEmpty()) {
            open.each(event -> tests.forEach((id, test) -> {
                if (test.test(event)) {
                    counts.merge(id, 1, Integer::sum);
                }
            }));
        }
        return counts;
    }
}
