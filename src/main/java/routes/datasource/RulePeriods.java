package routes.datasource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * For how long a rule of a platform can want values beyond a bound. Periods are whole minutes. Pure.
 *
 * @param platform as people know it
 * @param counts what it can be told, ascending
 * @param inMinutes whether these are minutes; else periods, one for each value
 */
public record RulePeriods(String platform, List<Integer> counts, boolean inMinutes) {
    private static final int MINUTE = 60;

    public RulePeriods {
        counts = List.copyOf(counts);
    }

    /** Windows in values of a metric of this interval, ascending. */
    public List<Integer> windows(Duration interval) {
        return counts.stream()
                .map(count -> inMinutes ? (int) (count * MINUTE / Math.max(1, interval.toSeconds())) : count)
                .filter(values -> values > 0)
                .distinct()
                .toList();
    }

    /** Why no rule can watch the series. */
    public Optional<String> objection(RuleOrder.Series series, Duration interval) {
        if (interval.toSeconds() % MINUTE != 0) {
            return Optional.of(
                    "interval_seconds is " + interval.toSeconds() + ": a rule of " + platform + " needs whole minutes");
        }
        int longest = series.longestWindow(interval);
        int most = counts.get(counts.size() - 1);
        return count(longest, interval) > most
                ? Optional.of("a window of " + longest + " values: " + platform + " takes " + most
                        + (inMinutes ? " minutes" : "") + " at most")
                : Optional.empty();
    }

    /** The next one that is allowed: the value must be beyond the bound for longer, never for less. */
    public int of(RuleBlock.Bound bound, Duration interval) {
        long wanted = count(bound.values(interval), interval);
        return counts.stream().filter(one -> one >= wanted).findFirst().orElseThrow();
    }

    private long count(int values, Duration interval) {
        return inMinutes ? values * interval.toMinutes() : values;
    }
}
