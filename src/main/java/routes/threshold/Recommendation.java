package routes.threshold;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of one series. Names, labels, {@code thresholds}, {@code status} and {@code error_message} are
 * the result format of VeAIOps; the rest is added.
 *
 * @param thresholds sorted by hour, none with two missing bounds; empty unless {@link #status()} is a success
 * @param reason why there is none; null for a success
 * @param errorMessage a sentence with the remedy; empty for a success
 * @param expectation what the bounds promise for the time to come
 */
public record Recommendation(
        String name,
        String uniqueKey,
        Map<String, String> labels,
        List<ThresholdBlock> thresholds,
        Status status,
        @Nullable Reason reason,
        String errorMessage,
        BackTest backTest,
        Quality quality,
        Expectation expectation) {
    /** The two words of VeAIOps' format. */
    public enum Status {
        SUCCESS("Success"),
        FAILED("Failed");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public Recommendation {
        labels = Map.copyOf(labels);
        thresholds = List.copyOf(thresholds);
    }

    public boolean isSuccess() {
        return status == Status.SUCCESS;
    }

    public Optional<Reason> failure() {
        return Optional.ofNullable(reason);
    }

    static Recommendation of(Series series, List<ThresholdBlock> blocks, BackTest backTest, Quality quality) {
        return new Recommendation(
                series.name(),
                series.uniqueKey(),
                series.labels(),
                blocks,
                Status.SUCCESS,
                null,
                "",
                backTest,
                quality,
                Expectation.none());
    }

    static Recommendation none(Series series, Reason reason, String message, Quality quality) {
        return new Recommendation(
                series.name(),
                series.uniqueKey(),
                series.labels(),
                List.of(),
                Status.FAILED,
                reason,
                message,
                BackTest.none(),
                quality,
                Expectation.none());
    }

    Recommendation expecting(Expectation other) {
        return new Recommendation(
                name, uniqueKey, labels, thresholds, status, reason, errorMessage, backTest, quality, other);
    }
}
