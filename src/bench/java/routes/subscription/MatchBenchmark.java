package routes.subscription;

import static routes.subscription.MatchingFixtures.NOW;
import static routes.subscription.MatchingFixtures.aRule;
import static routes.subscription.MatchingFixtures.anEvent;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import routes.alarm.Level;
import routes.event.PublishedEvent;

/** One event against 10,000 subscriptions, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatchBenchmark {
    private final SubscriptionIndex index = index();
    private final PublishedEvent event =
            anEvent().ofProjects("project-7").ofProducts("product-3").build();

    private static SubscriptionIndex index() {
        Random random = new Random(42);
        return SubscriptionIndex.of(
                IntStream.range(0, 10_000)
                        .mapToObj(number -> aRule().numbered(number)
                                .forLevels(Level.values()[random.nextInt(3)])
                                .forProjects("project-" + random.nextInt(1_000))
                                .forProducts("product-" + random.nextInt(50))
                                .build())
                        .toList(),
                UnlabelledPolicy.EVERYONE);
    }

    @Benchmark
    public List<Subscription> match() {
        return index.match(event, NOW);
    }
}
