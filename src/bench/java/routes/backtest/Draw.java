package routes.backtest;

import java.util.Random;

/** Random numbers of some distributions, the same for the same seed. */
final class Draw {
    private final Random random;

    Draw(long seed) {
        random = new Random(seed);
    }

    double normal() {
        return random.nextGaussian();
    }

    double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** How many of the events of a time happen, when so many do on average. */
    double poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
