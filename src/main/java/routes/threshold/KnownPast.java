package routes.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of the history of a series before it is learned from.
 *
 * @param incidents are not learned from, and the bounds are tried on them
 * @param excluded are not learned from
 * @param normal are learned from however they look, and no bound alarms on them
 */
public record KnownPast(List<TimeRange> incidents, List<TimeRange> excluded, List<TimeRange> normal) {
    private static final KnownPast NOTHING = new KnownPast(List.of(), List.of(), List.of());

    public KnownPast {
        incidents = List.copyOf(incidents);
        excluded = List.copyOf(excluded);
        normal = List.copyOf(normal);
    }

    public static KnownPast nothing() {
        return NOTHING;
    }

    public static KnownPast ofIncidents(List<TimeRange> incidents) {
        return new KnownPast(incidents, List.of(), List.of());
    }

    /** The points that may be learned from. */
    Points learned(Points points) {
        return isEmpty()
                ? points
                : points.at(IntStream.range(0, points.size())
                        .filter(i -> !isLeftOut(points.times()[i]))
                        .toArray());
    }

    private boolean isLeftOut(long time) {
        return (holds(incidents, time) || holds(excluded, time)) && !holds(normal, time);
    }

    private static boolean holds(List<TimeRange> ranges, long time) {
        return ranges.stream().anyMatch(range -> range.holds(time));
    }

    /** What an operator should know of it. */
    Optional<Quality.Note> note() {
        List<String> parts = new ArrayList<>();
        add(parts, incidents.size(), "%d known incident%s not learned from");
        add(parts, excluded.size(), "%d excluded time%s not learned from");
        add(parts, normal.size(), "%d time%s kept as normal");
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Quality.Note(Quality.Code.PAST_HEEDED, String.join(", ", parts)));
    }

    private static void add(List<String> parts, int count, String words) {
        if (count > 0) {
            parts.add(words.formatted(count, count == 1 ? "" : "s"));
        }
    }

    private boolean isEmpty() {
        return Stream.of(incidents, excluded, normal).allMatch(List::isEmpty);
    }
}
