package routes.backtest;

import java.util.List;
import java.util.stream.LongStream;

/** What the scores of a set of series come to. */
record Tally(String name, List<WalkForward.Score> scores) {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    Tally {
        scores = scores.stream().filter(score -> score.judgedDays() > 0).toList();
    }

    int incidents() {
        return scores.stream().mapToInt(WalkForward.Score::incidents).sum();
    }

    int found() {
        return scores.stream().mapToInt(WalkForward.Score::found).sum();
    }

    double foundShare() {
        return (double) found() / incidents();
    }

    /** The mean over the series, so that a long one does not count more. */
    double falsePerDay() {
        return scores.stream()
                .mapToDouble(WalkForward.Score::falsePerDay)
                .average()
                .orElse(0);
    }

    long recommendations() {
        return nanos().count();
    }

    double medianMilliseconds() {
        long[] sorted = nanos().sorted().toArray();
        return sorted[sorted.length / 2] / NANOS_PER_MILLISECOND;
    }

    double worstMilliseconds() {
        return nanos().max().orElse(0) / NANOS_PER_MILLISECOND;
    }

    private LongStream nanos() {
        return scores.stream().flatMapToLong(score -> score.nanos().stream().mapToLong(Long::longValue));
    }
}
