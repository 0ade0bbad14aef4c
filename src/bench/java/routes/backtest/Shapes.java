package routes.backtest;

import java.util.List;
import java.util.function.Function;
import routes.threshold.MetricLimits;

/** The kinds of metrics that the engine is tried on. */
final class Shapes {
    private static final int MINUTES = Shape.DAYS * Shape.DAY;
    private static final MetricLimits POSITIVE = MetricLimits.between(0.0, null);
    private static final MetricLimits PERCENT = MetricLimits.between(0.0, 100.0);

    /** A value for each minute that does not depend on the one before. */
    private interface Minute {
        double of(int minute, Draw draw);
    }

    private Shapes() {}

    static List<Shape> all() {
        return List.of(
                new Shape("diurnal_weekend_up", weekends(), (v, d) -> v * 1.8, POSITIVE),
                new Shape("diurnal_weekend_down", weekends(), (v, d) -> v * 0.3, POSITIVE),
                new Shape("diurnal_weekend_night_x2.5", weekends(), (v, d) -> v * 2.5, POSITIVE).at(1, 2, 3, 4),
                new Shape("business_step_night_x3", business(), (v, d) -> v * 3, POSITIVE).at(20, 21, 22, 1, 2, 3),
                new Shape("business_step_day_drop", business(), (v, d) -> v * 0.2, POSITIVE).at(10, 11, 14, 15, 16),
                new Shape("latency_lognormal_x4", latency(0.6, 0), (v, d) -> v * 4, POSITIVE),
                new Shape("latency_daily_x2.2", latency(0.25, 0.3), (v, d) -> v * 2.2, POSITIVE),
                new Shape("cpu_percent_to97", cpu(45, 25), (v, d) -> 97, PERCENT),
                new Shape("cpu_busy_to99.5", cpu(82, 8), (v, d) -> 99.5, PERCENT),
                new Shape("errors_sparse_20", counts(0.02), (v, d) -> d.poisson(20), POSITIVE),
                new Shape("errors_poisson2_to9", counts(2), (v, d) -> d.poisson(9), POSITIVE),
                new Shape("up_binary", each((i, d) -> 1), (v, d) -> 0, MetricLimits.between(0.0, 1.0)),
                new Shape("constant0_to5", each((i, d) -> 0), (v, d) -> 5, POSITIVE),
                new Shape("trend2pct_x1.6", trend(), (v, d) -> v * 1.6, POSITIVE),
                new Shape("mem_sawtooth31h_to98", sawtooth(), (v, d) -> 98, PERCENT),
                new Shape("batch_night_day_x4", batch(), (v, d) -> v * 4, POSITIVE).at(13, 14, 15, 16),
                new Shape("batch_night_night_x4", batch(), (v, d) -> v * 4, POSITIVE).at(0, 3, 4),
                new Shape("level_shift_d14_x1.7", levelShift(), (v, d) -> v * 1.7, POSITIVE),
                new Shape("success_rate_minus2", successRate(), (v, d) -> v - 2, PERCENT),
                new Shape("queue_bursts_stuck150", queue(), (v, d) -> 150, POSITIVE).lasting(20),
                new Shape("disk_growth_plus15", disk(), (v, d) -> v + 15, PERCENT),
                new Shape("requests_outage_day", requests(), (v, d) -> 0, POSITIVE)
                        .at(10, 11, 12, 13, 14, 15, 16, 17, 18),
                new Shape("requests_outage_night", requests(), (v, d) -> 0, POSITIVE).at(0, 1, 2, 3));
    }

    private static Function<Draw, double[]> each(Minute value) {
        return draw -> {
            double[] values = new double[MINUTES];
            for (int i = 0; i < MINUTES; i++) {
                values[i] = value.of(i, draw);
            }
            return values;
        };
    }

    /** Lowest at two in the morning. */
    private static double wave(int minute) {
        return Math.sin(2 * Math.PI * (minute % Shape.DAY - 480) / Shape.DAY);
    }

    private static boolean isWeekend(int minute) {
        return minute / Shape.DAY % 7 >= 5;
    }

    private static double percent(double value) {
        return Math.max(0, Math.min(100, value));
    }

    private static Function<Draw, double[]> weekends() {
        return each((i, d) -> (100 + 60 * wave(i)) * (isWeekend(i) ? 0.4 : 1) * (1 + 0.05 * d.normal()));
    }

    private static Function<Draw, double[]> business() {
        return each((i, d) -> {
            int minute = i % Shape.DAY;
            boolean busy = minute >= 540 && minute < 1_080 && !isWeekend(i);
            return (busy ? 100 : 10) * (1 + 0.05 * d.normal());
        });
    }

    private static Function<Draw, double[]> latency(double spread, double daily) {
        return each((i, d) -> 50 * Math.exp(spread * d.normal()) * (1 + daily * wave(i)));
    }

    private static Function<Draw, double[]> cpu(double level, double daily) {
        return draw -> {
            double[] walk = {0};
            return each((i, d) -> {
                        walk[0] = 0.95 * walk[0] + 1.5 * d.normal();
                        return percent(level + daily * wave(i) + walk[0]);
                    })
                    .apply(draw);
        };
    }

    private static Function<Draw, double[]> counts(double mean) {
        return each((i, d) -> d.poisson(mean));
    }

    private static Function<Draw, double[]> trend() {
        return each((i, d) -> 100 * Math.pow(1.02, (double) i / Shape.DAY) * (1 + 0.03 * d.normal()));
    }

    private static Function<Draw, double[]> sawtooth() {
        return each((i, d) -> (20 + 60 * (i % 1_860 / 1_860.0)) * (1 + 0.01 * d.normal()));
    }

    private static Function<Draw, double[]> batch() {
        return each((i, d) -> {
            int minute = i % Shape.DAY;
            return 20 * (1 + 0.1 * d.normal()) * (minute >= 120 && minute < 150 ? 5 : 1);
        });
    }

    private static Function<Draw, double[]> levelShift() {
        return each((i, d) -> (i < 14 * Shape.DAY ? 100 : 140) * (1 + 0.04 * d.normal()));
    }

    /** Of 2,000 requests one in a thousand fails. */
    private static Function<Draw, double[]> successRate() {
        return each((i, d) -> 100 * (1 - d.poisson(2) / 2_000));
    }

    private static Function<Draw, double[]> queue() {
        return draw -> {
            double[] values = new double[MINUTES];
            for (int i = (int) draw.exponential(180); i < MINUTES; ) {
                int length = 2 + draw.below(4);
                double height = draw.uniform(20, 200);
                for (int end = Math.min(MINUTES, i + length); i < end; i++) {
                    values[i] = height;
                }
                i += (int) draw.exponential(180);
            }
            return values;
        };
    }

    private static Function<Draw, double[]> disk() {
        return each((i, d) -> percent(60 + 0.5 * i / Shape.DAY + 0.05 * d.normal()));
    }

    private static Function<Draw, double[]> requests() {
        return each((i, d) -> d.poisson(Math.max(0.5, 30 + 29 * wave(i))));
    }
}
