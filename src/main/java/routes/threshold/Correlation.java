package routes.threshold;

/** Pearson's correlation of two rows where either may have gaps. */
final class Correlation {
    private Correlation() {}

    /** NaN when fewer than {@code fewest} columns have both values, or one row is constant there. */
    static double of(double[] one, double[] other, int fewest) {
        int count = 0;
        double sumOne = 0;
        double sumOther = 0;
        for (int i = 0; i < one.length; i++) {
            if (one[i] == one[i] && other[i] == other[i]) {
                count++;
                sumOne += one[i];
                sumOther += other[i];
            }
        }
        return count < Math.max(2, fewest) ? Double.NaN : around(one, sumOne / count, other, sumOther / count);
    }

    private static double around(double[] one, double meanOne, double[] other, double meanOther) {
        double both = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int i = 0; i < one.length; i++) {
            double a = one[i] - meanOne;
            double b = other[i] - meanOther;
            if (a == a && b == b) {
                both += a * b;
                squaresOne += a * a;
                squaresOther += b * b;
            }
        }
        double scale = Math.sqrt(squaresOne) * Math.sqrt(squaresOther);
        return scale > 0 ? both / scale : Double.NaN;
    }
}
