package routes.tool.compare;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import routes.alarm.Level;
import routes.event.PublishedEvent;

/** Runs the kept alarms through both scenarios and keeps what differs. */
public final class DiffRun {
    /** Of each kind so many are named; all are counted. */
    private static final int NAMED = 50;

    private final Side before;
    private final Side after;
    private final BiConsumer<PublishedEvent, PublishedEvent> both;
    private final Set<String> posts = new HashSet<>();
    private final Set<String> apart = new HashSet<>();
    private final Map<Level, Long> lost = new EnumMap<>(Level.class);
    private final Map<Level, Long> gained = new EnumMap<>(Level.class);
    private final Map<Level, List<NotifiedChange>> lostNamed = new EnumMap<>(Level.class);
    private final List<NotifiedChange> gainedNamed = new ArrayList<>();
    private long louder;
    private long quieter;

    /** One of the two: the mappings that make its alarms, how they merge and who is notified, and what the other has not. */
    private record Side(Mappings mappings, Scenario scenario, Map<String, NotifiedChange> alone) {
        void add(List<KeptAlarm> alarms) {
            alone.putAll(scenario.notified(alarms.stream()
                    .flatMap(kept -> mappings.apply(kept).stream())
                    .toList()));
        }
    }

    /** @param both is given what somebody is notified of in both scenarios: the event as it is, and as it would be */
    public DiffRun(
            Mappings mappingsBefore,
            Scenario before,
            Mappings mappingsAfter,
            Scenario after,
            BiConsumer<PublishedEvent, PublishedEvent> both) {
        this.before = new Side(mappingsBefore, before, new LinkedHashMap<>());
        this.after = new Side(mappingsAfter, after, new LinkedHashMap<>());
        this.both = both;
    }

    /**
     * What would change.
     *
     * @param lost notices that would no longer be, by the level of their event as it is, the worst named first; one of a
     *     P0 that would be of a lesser level counts as lost
     * @param louder notices whose event would have a worse level; {@code quieter} the other way round
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Report(
            Scenario.Totals before,
            Scenario.Totals after,
            Map<Level, Long> lost,
            Map<Level, Long> gained,
            long louder,
            long quieter,
            List<NotifiedChange> lostNotices,
            List<NotifiedChange> gainedNotices) {
        public long lostWorst() {
            return lost.getOrDefault(Level.P0, 0L);
        }

        public boolean same() {
            return before.equals(after) && lost.isEmpty() && gained.isEmpty() && louder == 0 && quieter == 0;
        }
    }

    /** The next alarms, in the order of time. */
    public void add(List<KeptAlarm> alarms) {
        for (KeptAlarm kept : alarms) {
            if (kept.body() != null) {
                posts.add(kept.postId());
            } else if (kept.ofCopy()) {
                apart.add(kept.postId());
            }
        }
        before.add(alarms);
        after.add(alarms);
        before.alone().values().removeIf(notice -> {
            NotifiedChange now = after.alone().remove(notice.key());
            if (now != null) {
                compare(notice, now);
            }
            return now != null;
        });
    }

    private void compare(NotifiedChange notice, NotifiedChange now) {
        boolean less = notice.level().worseThan(now.level());
        if (less && notice.level() == Level.P0) {
            lose(notice);
        }
        louder += now.level().worseThan(notice.level()) ? 1 : 0;
        quieter += less ? 1 : 0;
        if (notice.event() != null && now.event() != null) {
            both.accept(notice.event(), now.event());
        }
    }

    /** What stands in one scenario alone when all is read. An alarm whose post was not read cannot be compared. */
    private void settle() {
        apart.removeAll(posts);
        before.alone().values().stream()
                .filter(notice -> !apart.contains(notice.postId()))
                .forEach(this::lose);
        after.alone().values().forEach(this::gain);
        before.alone().clear();
        after.alone().clear();
    }

    private void lose(NotifiedChange notice) {
        lost.merge(notice.level(), 1L, Long::sum);
        List<NotifiedChange> named = lostNamed.computeIfAbsent(notice.level(), level -> new ArrayList<>());
        if (named.size() < NAMED) {
            named.add(notice);
        }
    }

    private void gain(NotifiedChange notice) {
        gained.merge(notice.level(), 1L, Long::sum);
        if (gainedNamed.size() < NAMED) {
            gainedNamed.add(notice);
        }
    }

    public Report report() {
        settle();
        List<NotifiedChange> worstFirst = Stream.of(Level.values())
                .flatMap(level -> lostNamed.getOrDefault(level, List.of()).stream())
                .toList();
        return new Report(
                before.scenario().totals(),
                after.scenario().totals(),
                Map.copyOf(lost),
                Map.copyOf(gained),
                louder,
                quieter,
                worstFirst,
                List.copyOf(gainedNamed));
    }
}
