package routes.threshold.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps values onto pixels, one axis at a time.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}, above {@code low}
 * @param from pixel
 * @param to pixel, smaller than {@code from} for an axis that points up
 */
record Scale(double low, double high, double from, double to) {
    private static final double[] NICE = {1, 2, 2.5, 5, 10};
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

    double pixel(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    double value(double pixel) {
        return low + (pixel - from) / (to - from) * (high - low);
    }

    /** Round values inside the axis, about as many as wanted. */
    List<Double> ticks(int wanted) {
        double rough = (high - low) / wanted;
        double size = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * size;
        for (double nice : NICE) {
            if (nice * size >= rough) {
                step = nice * size;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (double index = Math.ceil(low / step); index * step <= high && ticks.size() <= 2 * wanted; index++) {
            ticks.add(0.0 + index * step);
        }
        return ticks;
    }

    /** Short for people: four digits at most, and a prefix from ten thousand on. */
    static String shown(double value) {
        double size = Math.abs(value);
        if (size >= 1e21 || size > 0 && size < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int prefix = 0;
        while (size >= 10_000 && prefix < PREFIXES.length - 1 || prefix > 0 && size >= 1_000) {
            size /= 1_000;
            prefix++;
        }
        int whole = size < 1 ? 1 : (int) Math.floor(Math.log10(size)) + 1;
        String digits = String.format(Locale.ROOT, "%." + Math.max(0, 4 - whole) + "f", size);
        String plain = digits.contains(".") ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
        return (value < 0 ? "−" : "") + plain + PREFIXES[prefix];
    }

    /** Pixels with one decimal: finer nobody sees. */
    static String pixels(double pixel) {
        return String.format(Locale.ROOT, "%.1f", pixel);
    }
}
