package routes.tool.compare;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import routes.alarm.Alarm;
import routes.alarm.Level;
import routes.event.LoggedAlarm;

/** Runs the kept alarms through both worlds and keeps what differs. */
public final class DiffRun {
    /** Of each kind so many are named; all are counted. */
    private static final int NAMED = 50;

    private final Scenario before;
    private final Scenario after;
    private final Function<Alarm, Optional<Alarm>> change;
    private final Map<Level, Long> lost = new EnumMap<>(Level.class);
    private final Map<Level, Long> gained = new EnumMap<>(Level.class);
    private final Map<Level, List<NotifiedChange>> lostNamed = new EnumMap<>(Level.class);
    private final List<NotifiedChange> gainedNamed = new ArrayList<>();
    private long louder;
    private long quieter;

    /** @param change what becomes of an alarm; empty when nothing does */
    public DiffRun(Scenario before, Scenario after, Function<Alarm, Optional<Alarm>> change) {
        this.before = before;
        this.after = after;
        this.change = change;
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

    /** The next alarms, in the order of the log. */
    public void add(List<LoggedAlarm> alarms) {
        Map<String, NotifiedChange> was = before.notified(alarms);
        Map<String, NotifiedChange> is = after.notified(alarms.stream()
                .flatMap(logged ->
                        change.apply(logged.alarm()).stream().map(alarm -> new LoggedAlarm(alarm, logged.position())))
                .toList());
        was.forEach((key, notice) -> {
            NotifiedChange now = is.get(key);
            boolean less = now != null && notice.level().worseThan(now.level());
            if (now == null || less && notice.level() == Level.P0) {
                lose(notice);
            }
            louder += now != null && now.level().worseThan(notice.level()) ? 1 : 0;
            quieter += less ? 1 : 0;
        });
        is.values().stream().filter(notice -> !was.containsKey(notice.key())).forEach(this::gain);
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
        List<NotifiedChange> worstFirst = Stream.of(Level.values())
                .flatMap(level -> lostNamed.getOrDefault(level, List.of()).stream())
                .toList();
        return new Report(
                before.totals(),
                after.totals(),
                Map.copyOf(lost),
                Map.copyOf(gained),
                louder,
                quieter,
                worstFirst,
                List.copyOf(gainedNamed));
    }
}
