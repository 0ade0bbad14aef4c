package routes.steps.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import routes.common.tracing.LogId;
import routes.event.LoggedAlarm;
import routes.event.MergeResult;

/**
 * Merges the fingerprints of a large batch in several parts at the same time: one part is encoded while another is written.
 * The alarms of a fingerprint stay together and in order. Intake comes first: what is accepted is safe, and can wait.
 *
 * <p>Failure policy: when a part fails the batch fails, after all parts have ended; what the others wrote is found again when
 * the batch is repeated.
 */
public final class MergeInParts implements Function<List<LoggedAlarm>, MergeResult> {
    /** Smaller ones cost more round trips than they save. */
    static final int LEAST_ALARMS = 250;

    private final Function<List<LoggedAlarm>, MergeResult> merge;
    private final Helpers helpers;

    /**
     * The threads for the other parts.
     *
     * @param parts how many parts at most
     * @param free whether no caller of an endpoint waits for the processor
     */
    public record Helpers(int parts, Executor threads, BooleanSupplier free) {}

    public MergeInParts(Function<List<LoggedAlarm>, MergeResult> merge, Helpers helpers) {
        this.merge = merge;
        this.helpers = helpers;
    }

    @Override
    public MergeResult apply(List<LoggedAlarm> alarms) {
        int count = Math.min(helpers.parts(), alarms.size() / LEAST_ALARMS);
        return count < 2 || !helpers.free().getAsBoolean() ? merge.apply(alarms) : together(split(alarms, count));
    }

    private static List<List<LoggedAlarm>> split(List<LoggedAlarm> alarms, int count) {
        List<List<LoggedAlarm>> split =
                Stream.<List<LoggedAlarm>>generate(ArrayList::new).limit(count).toList();
        for (LoggedAlarm logged : alarms) {
            split.get(Math.floorMod(logged.alarm().fingerprint().hashCode(), count))
                    .add(logged);
        }
        return split;
    }

    private MergeResult together(List<List<LoggedAlarm>> split) {
        List<CompletableFuture<MergeResult>> merged = new ArrayList<>();
        split.subList(1, split.size())
                .forEach(part -> merged.add(
                        CompletableFuture.supplyAsync(LogId.carried(() -> merge.apply(part)), helpers.threads())));
        merged.add(0, CompletableFuture.supplyAsync(() -> merge.apply(split.get(0)), Runnable::run));
        try {
            CompletableFuture.allOf(merged.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
        return MergeResult.join(merged.stream().map(CompletableFuture::join).toList());
    }
}
