package routes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The arithmetic of {@code docs/scale.md}: from what one machine was measured to do to what many would need. */
final class ScaleModel {
    private static final List<Double> RATES = List.of(10_000.0, 100_000.0, 1_000_000.0);
    /** How busy a core is planned to be. */
    private static final double BUSY = 0.6;

    private static final double NOTICES_OF_AN_ALARM = 0.01;
    /** The partition of a topic is planned to be busy for half of the time: it must catch up after a stop. */
    private static final double BUSY_PARTITION = 0.5;

    private static final double RECORD_BYTES = 1_200;
    private static final double RECORDS_OF_AN_ALARM = 2;
    private static final double WRITES_OF_AN_ALARM = 2;
    private static final double COPIES = 3;
    private static final double BROKER_BYTES_PER_SECOND = 100e6;
    private static final double HUB_SHARE = 0.5;
    private static final double CORES_OF_A_COPY = 4;
    private static final double LEAST_PARTITIONS = 6;
    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final Pattern MILLIS = Pattern.compile("([0-9.]+) ms");

    private final Map<String, String> measured;
    private final double cores;

    /** @param page the text of {@code docs/benchmarks.md} */
    ScaleModel(String page) {
        measured = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|")
                .matcher(page)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1).strip(), row -> row.group(2).strip(), (first, second) -> first));
        cores = number("machine", Pattern.compile("^(\\d+) cores"));
    }

    /** Alarms that go the whole way to a merged event on the machine that was measured, each second. */
    double merged() {
        return perSecond("(b) merged, from first post to last merge");
    }

    /** Processor time of such an alarm, of hub, broker and store together, with the load generator. */
    double millisOfAnAlarm() {
        return 1000 * cores / merged();
    }

    double millisOfANotice() {
        return MILLIS.matcher(value("delivered notices: processor time of one"))
                .results()
                .map(MatchResult::group)
                .mapToDouble(text -> Double.parseDouble(text.replace(" ms", "")))
                .sum();
    }

    double coresAt(double rate) {
        return rate * (millisOfAnAlarm() + NOTICES_OF_AN_ALARM * millisOfANotice()) / 1000 / BUSY;
    }

    double partitionsAt(double rate) {
        return Math.max(LEAST_PARTITIONS, Math.ceil(rate / (merged() * BUSY_PARTITION)));
    }

    double storesAt(double rate) {
        return Math.ceil(rate * WRITES_OF_AN_ALARM / (perSecond("store: upserts of events in bulks of 100") * BUSY));
    }

    String costs() {
        return "| part | | |\n|---|---:|---|\n"
                + cost("accepted with 200, all different", "(b) all distinct: alarms accepted")
                + cost("accepted with 200, ten in a post", "(c) ten resources a post: alarms accepted")
                + cost("merged, a backlog alone", "(b) merged, backlog alone")
                + cost("the whole way to a merged event", "(b) merged, from first post to last merge")
                + "| processor time of that, all processes of the machine | %.2f ms | computed |%n"
                        .formatted(millisOfAnAlarm())
                + "| one notice to a webhook, in a burst | %s | measured |%n"
                        .formatted(value("delivered notices: processor time of one"))
                + cost("records into the broker by 32 callers", "Kafka `send().get()`, 32 threads, acks=all, linger 0")
                + cost("documents into the store in bulks", "store: upserts of events in bulks of 100");
    }

    String sizing() {
        return "| | " + cells(rate -> rate, "%,.0f alarms/s") + " | |\n|---|" + "---:|".repeat(RATES.size()) + "---|\n"
                + row("cores, hub, broker and store together", this::coresAt, "computed")
                + row("copies of the hub of 4 cores", this::copiesAt, "computed; half of the cores assumed")
                + row("partitions of `veaiops.alarms`", this::partitionsAt, "computed")
                + row("stores, each as the one that was measured, so as many cells", this::storesAt, "computed")
                + row("brokers of 100 MB/s", this::brokersAt, "computed; records of 1,200 bytes assumed")
                + row("notices a second", rate -> rate * NOTICES_OF_AN_ALARM, "assumed")
                + row("GB a day of alarms and events, before compression", ScaleModel::gigabytesAt, "computed");
    }

    private double copiesAt(double rate) {
        return Math.max(2, Math.ceil(coresAt(rate) * HUB_SHARE / CORES_OF_A_COPY));
    }

    private double brokersAt(double rate) {
        double bytes = rate * RECORD_BYTES * RECORDS_OF_AN_ALARM * COPIES;
        return Math.max(COPIES, Math.ceil(bytes / BROKER_BYTES_PER_SECOND));
    }

    private static double gigabytesAt(double rate) {
        return rate * RECORD_BYTES * RECORDS_OF_AN_ALARM * SECONDS_OF_A_DAY / 1e9;
    }

    private String cost(String part, String row) {
        return "| %s | %s | measured |%n".formatted(part, value(row));
    }

    private static String row(String name, DoubleUnaryOperator at, String mark) {
        return "| " + name + " | " + cells(at, "%,.0f") + " | " + mark + " |\n";
    }

    private static String cells(DoubleUnaryOperator at, String format) {
        return RATES.stream()
                .mapToDouble(at::applyAsDouble)
                .boxed()
                .map(value -> String.format(Locale.ROOT, format, Math.ceil(value)))
                .collect(Collectors.joining(" | "));
    }

    private double perSecond(String row) {
        return number(row, Pattern.compile("^([0-9,]+) /s"));
    }

    private double number(String row, Pattern pattern) {
        Matcher number = pattern.matcher(value(row));
        if (!number.find()) {
            throw new IllegalArgumentException("docs/benchmarks.md: " + row + " is " + value(row));
        }
        return Double.parseDouble(number.group(1).replace(",", ""));
    }

    private String value(String row) {
        String value = measured.get(row);
        if (value == null) {
            throw new IllegalArgumentException("docs/benchmarks.md has no row " + row);
        }
        return value;
    }
}
