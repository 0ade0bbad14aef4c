package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TailTest {
    @Test
    void an_exponential_sample_goes_on_by_its_mean_for_each_factor_e() {
        Tail tail = Tail.of(sample(20_000, random -> -Math.log(1 - random.nextDouble())), 0);

        assertThat(tail.shape()).isCloseTo(0, within(0.1));
        assertThat(tail.level(Math.exp(-7))).isCloseTo(7, within(0.5));
    }

    @Test
    void a_sample_that_ends_somewhere_is_expected_to_go_on_but_less_far_than_an_exponential_one() {
        Tail tail = Tail.of(sample(1_000, Random::nextDouble), 0);
        double exponential = tail.start() + 0.1 * Math.log(tail.share() / 1e-6);

        assertThat(tail.shape()).isNegative();
        assertThat(tail.level(1e-6)).isBetween(1.0, 0.9 * exponential);
    }

    @Test
    void equal_values_have_no_tail() {
        Tail tail = Tail.of(new double[] {4, 4, 4, 4}, 0);

        assertThat(tail).isEqualTo(new Tail(4, 0, 0, 0));
        assertThat(tail.level(1e-9)).isEqualTo(4);
        assertThat(tail.chance(5)).isZero();
    }

    @Test
    void values_that_are_left_out_do_not_count() {
        assertThat(Tail.of(new double[] {900, 4, 3, 2, 1, 1}, 1)).isEqualTo(Tail.of(new double[] {4, 3, 2, 1, 1}, 0));
    }

    @Property(tries = 300)
    void a_rarer_level_is_not_lower_and_its_chance_is_the_one_it_was_made_for(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int zeros) {
        double chance = Math.pow(10, -zeros);
        Tail tail = Tail.of(sample(168, random -> Math.pow(random.nextGaussian(), 3), seed), 0);

        assertThat(tail.level(chance / 2)).isFinite().isGreaterThanOrEqualTo(tail.level(chance));
        assertThat(tail.chance(tail.level(chance))).isCloseTo(chance, within(chance * 1e-3 + 1e-12));
    }

    private static double[] sample(int size, ToDoubleFunction<Random> value) {
        return sample(size, value, 1);
    }

    private static double[] sample(int size, ToDoubleFunction<Random> value, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> -value.applyAsDouble(random))
                .limit(size)
                .sorted()
                .map(negated -> -negated)
                .toArray();
    }
}
