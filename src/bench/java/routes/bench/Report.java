package routes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The rows of the one table, in the order in which they were measured. */
final class Report {
    private static final String HEAD =
            "| measured | value | lowest to highest | target | ratio to target | met |\n|---|---:|---:|---:|---:|---|\n";

    private final List<String> rows = new ArrayList<>();

    /** A new part of the table. */
    void part(String title) {
        add("**" + title + "**", "", "", "", "", "");
    }

    /** Something without a target. */
    void row(String name, String value) {
        add(name, value, "", "", "", "");
    }

    /** What should be at least this. @param why the target in words; a target of 0 is one that could not be measured */
    void atLeast(String name, Spread perSecond, double target, String why) {
        if (target <= 0) {
            row(name, perSecond, Report::perSecond);
            return;
        }
        double value = perSecond.median();
        add(
                name,
                perSecond(value),
                perSecond.range(Report::number),
                "≥ " + number(target) + (why.isEmpty() ? "" : " (" + why + ")"),
                ratio(value / target),
                met(value >= target));
    }

    /** Something that has no target and was measured several times. @param shown a value with its unit */
    void row(String name, Spread measured, DoubleFunction<String> shown) {
        add(name, shown.apply(measured.median()), measured.range(shown), "", "", "");
    }

    /** What should be at most this. @param shown a value with its unit */
    void atMost(String name, Spread measured, double target, DoubleFunction<String> shown) {
        double value = measured.median();
        add(
                name,
                shown.apply(value),
                measured.range(shown),
                "≤ " + shown.apply(target),
                ratio(value / target),
                met(value <= target));
    }

    String table() {
        return HEAD + String.join("", rows);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String perSecond(double value) {
        return number(value) + " /s";
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
    }

    static String cost(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    static String seconds(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.2f s" : "%.1f s", value);
    }

    static String megabytes(double value) {
        return number(value) + " MB";
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    static String latency(LoadResult result) {
        return "p50 " + millis(result.millisAt(50)) + ", p99 " + millis(result.millisAt(99))
                + (result.refused() == 0 ? "" : ", " + result.refused() + " refused");
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String met(boolean met) {
        return met ? "met" : "not met";
    }

    private void add(String... cells) {
        String row = "| " + String.join(" | ", cells) + " |";
        System.out.println(row);
        rows.add(row + "\n");
    }
}
