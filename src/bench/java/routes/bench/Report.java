package routes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of the one table, in the order in which they were measured. */
final class Report {
    private static final String HEAD =
            "| measured | value | target | ratio to target | met |\n|---|---:|---:|---:|---|\n";

    private final List<String> rows = new ArrayList<>();

    /** A new part of the table. */
    void part(String title) {
        add("**" + title + "**", "", "", "", "");
    }

    /** Something without a target. */
    void row(String name, String value) {
        add(name, value, "", "", "");
    }

    /** What should be at least this. @param why the target in words; a target of 0 is one that could not be measured */
    void atLeast(String name, double value, double target, String why) {
        if (target <= 0) {
            row(name, number(value) + " /s");
            return;
        }
        add(
                name,
                number(value) + " /s",
                "≥ " + number(target) + " (" + why + ")",
                ratio(value / target),
                met(value >= target));
    }

    /** What should be at most this. */
    void atMost(String name, double millis, double target, String why) {
        add(name, millis(millis), "≤ " + millis(target) + why, ratio(millis / target), met(millis <= target));
    }

    String table() {
        return HEAD + String.join("", rows);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
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
