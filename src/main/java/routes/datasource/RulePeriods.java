package routes.datasource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Periods that a rule of a platform can have: whole minutes, so many in a row. Pure.
 *
 * @param platform as people know it
 * @param times how many periods in a row, ascending
 */
public record RulePeriods(String platform, List<Integer> times) {
    private static final int MINUTE = 60;

    public RulePeriods {
        times = List.copyOf(times);
    }

    /** Why no rule can watch the series. */
    public Optional<String> objection(RuleOrder.Series series, Duration interval) {
        if (interval.toSeconds() % MINUTE != 0) {
            return Optional.of(
                    "interval_seconds is " + interval.toSeconds() + ": a rule of " + platform + " needs whole minutes");
        }
        int longest = series.longestWindow(interval);
        int most = times.get(times.size() - 1);
        return longest > most
                ? Optional.of("a window of " + longest + " values: " + platform + " evaluates " + most + " at most")
                : Optional.empty();
    }

    /** The next one that is allowed: the value must be beyond the bound for longer, never for less. */
    public int of(RuleBlock.Bound bound, Duration interval) {
        int values = bound.values(interval);
        return times.stream().filter(one -> one >= values).findFirst().orElseThrow();
    }
}
