package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The fast way gives what the slow one, written down plainly, gives. */
class HeldLevelsTest {
    private static final long INTERVAL = 600;

    @Property(tries = 300)
    void the_level_of_an_hour_is_the_highest_that_a_row_of_points_holds(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int window) {
        Points points = points(seed);
        HourCells cells = new HourCells(points, points.times(), 1, List.of());

        HeldLevels levels = new HeldLevels(cells, points.values());
        levels.of(1);
        double[] found = levels.of(window);

        for (int cell = 0; cell < cells.count(); cell++) {
            assertThat(found[cell]).isEqualTo(Double.valueOf(slowly(points, cells, cell, window)));
        }
    }

    private static double slowly(Points points, HourCells cells, int cell, int window) {
        return IntStream.range(cells.start(cell), cells.end(cell))
                .filter(start -> start + window <= points.size())
                .filter(start -> IntStream.range(start + 1, start + window)
                        .allMatch(i -> points.times()[i] - points.times()[i - 1] <= points.silence()))
                .mapToDouble(start -> IntStream.range(start, start + window)
                        .mapToDouble(i -> points.values()[i])
                        .min()
                        .orElseThrow())
                .max()
                .orElse(Double.NaN);
    }

    private static Points points(long seed) {
        Random random = new Random(seed);
        int size = 20 + random.nextInt(200);
        int gap = random.nextInt(size);
        long[] times = LongStream.range(0, size)
                .map(i -> INTERVAL * i + (i >= gap ? 50_000 : 0))
                .toArray();
        return new Points(times, random.ints(size, 0, 30).asDoubleStream().toArray(), INTERVAL, 0);
    }
}
