package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpikesTest {
    private static final double NONE = Double.NaN;

    @Test
    void an_hour_that_stands_out_from_both_sides_is_a_spike_and_a_slope_or_an_edge_is_none() {
        assertThat(of(10, 10, 90, 10, 10)[2]).isEqualTo(80);
        assertThat(of(10, 10, 90, 80, 10)[2])
                .as("it reaches into the next hour")
                .isEqualTo(80);
        assertThat(of(10, 20, 30, 40, 50)[2]).as("a slope").isNegative();
        assertThat(of(70, 75, 80, 5, 8)[2]).as("the edge of a sawtooth").isEqualTo(10);
        assertThat(of(10, 10, 90, 90, 90)[2]).as("a new level").isZero();
    }

    @Test
    void it_is_no_spike_where_the_time_of_day_is_like_that_and_an_unknown_hour_tells_nothing() {
        double[] nightly = Spikes.of(new double[] {10, 10, 90, 10, 10}, new double[] {0, 0, 2, 0, 0});
        double[] alone =
                Spikes.of(new double[] {NONE, NONE, 90, NONE, NONE}, new double[] {NONE, NONE, 80, NONE, NONE});

        assertThat(nightly[2]).isEqualTo(2);
        assertThat(alone).containsOnly(NONE);
    }

    private static double[] of(double... peaks) {
        double[] away = peaks.clone();
        return Spikes.of(peaks, away);
    }
}
