package routes.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the engine at the default sensitivity, and writes what it measured into the guide. */
@Tag("backtest")
class ThresholdBackTestIT {
    private static final double SENSITIVITY = 0.5;
    private static final long[] SEEDS = {1, 2};
    /** Not measured: the first recommendations pay for the compiler of the virtual machine. */
    private static final long[] WARM_UP = {3};

    /** The release that no shape may fall behind by more than a tenth. */
    private static final Path EARLIER = Path.of("src", "bench", "data", "shapes-0.1.0.csv");

    private static final Path NAB = Path.of("src", "bench", "data", "nab.gz");

    @Test
    void the_bounds_find_incidents_and_keep_quiet() throws Exception {
        byShape(WARM_UP, Shape::clean);
        List<Tally> clean = byShape(SEEDS, Shape::clean);
        List<Tally> withIncidents = byShape(SEEDS, Shape::withIncidents);
        Tally real = real();
        Tally allClean = together("clean history, " + SEEDS.length + " seeds", clean);
        Tally allWith = together("history with incidents, " + SEEDS.length + " seeds", withIncidents);
        ResultPage page = new ResultPage();
        page.sets(List.of(allClean, allWith, real));
        Map<String, Earlier> earlier = Earlier.read(EARLIER);
        page.shapes(clean, withIncidents, earlier);
        page.write();
        draw();

        assertNoneIsWorse(earlier, clean, Earlier::clean);
        assertNoneIsWorse(earlier, withIncidents, Earlier::withIncidents);
        assertThat(allClean.foundShare()).isGreaterThanOrEqualTo(0.826);
        assertThat(allWith.foundShare()).isGreaterThanOrEqualTo(0.794);
        assertThat(real.found()).isGreaterThanOrEqualTo(56);
        assertThat(List.of(allClean, allWith, real))
                .allSatisfy(tally -> assertThat(tally.falsePerDay()).isLessThanOrEqualTo(0.05));
        assertThat(List.of(allClean, allWith))
                .allSatisfy(tally -> assertThat(tally.medianMilliseconds()).isLessThanOrEqualTo(4));
    }

    private static void assertNoneIsWorse(
            Map<String, Earlier> earlier, List<Tally> now, Function<Earlier, Earlier.Found> history) {
        assertThat(now).hasSameSizeAs(earlier.keySet()).allSatisfy(tally -> assertThat(
                        history.apply(earlier.get(tally.name())))
                .as(tally.name())
                .matches(before -> before.isKeptBy(tally)));
    }

    private interface Made {
        Trial of(Shape shape, long seed);
    }

    private static List<Tally> byShape(long[] seeds, Made made) {
        List<Tally> tallies = new ArrayList<>();
        for (Shape shape : Shapes.all()) {
            List<WalkForward.Score> scores = new ArrayList<>();
            for (long seed : seeds) {
                scores.add(WalkForward.score(made.of(shape, seed), SENSITIVITY));
            }
            tallies.add(new Tally(shape.name(), scores));
        }
        return tallies;
    }

    private static Tally together(String name, List<Tally> tallies) {
        return new Tally(
                name, tallies.stream().map(Tally::scores).flatMap(List::stream).toList());
    }

    private static Tally real() throws IOException {
        return new Tally(
                "Numenta Anomaly Benchmark",
                Nab.read(NAB).stream()
                        .map(trial -> WalkForward.score(trial, SENSITIVITY))
                        .toList());
    }

    private static void draw() throws IOException {
        for (Shape shape : Shapes.all()) {
            if (Pictures.SHAPES.contains(shape.name())) {
                Pictures.draw(shape.clean(SEEDS[0]));
            }
        }
    }
}
