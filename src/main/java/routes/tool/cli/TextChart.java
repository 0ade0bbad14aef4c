package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * A series with two sets of bounds as text: its columns, the bounds and below them the alarms of each. Colours only where the
 * terminal has some.
 */
final class TextChart {
    static final String LEGEND = "│ measured   ┄ bounds of now   ━ new bounds   ▲ alarm";
    private static final int HEIGHT = 9;
    private static final int HOUR = 3_600;
    private static final String NUMBER = "%9s ";
    private static final char EMPTY = ' ';
    private static final char MEASURED = '│';
    private static final char NOW = '┄';
    private static final char NEW = '━';

    private final JsonNode series;
    private final JsonNode columns;
    private final Ansi ansi;
    private final int width;
    private final double low;
    private final double high;

    private TextChart(JsonNode series, Ansi ansi) {
        this.series = series;
        this.columns = series.path("columns");
        this.ansi = ansi;
        this.width = columns.path("highest").size();
        double[] all = Stream.of("lowest", "highest", "before_upper", "before_lower", "after_upper", "after_lower")
                .flatMap(name -> columns.path(name).valueStream())
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        this.low = Arrays.stream(all).min().orElse(0);
        this.high = Arrays.stream(all).max().orElse(1);
    }

    /** @param series one series of the comparison that the hub answers */
    static List<String> lines(JsonNode series, Ansi ansi) {
        return new TextChart(series, ansi).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(coloured(Ansi.Style.bold, series.path("unique_key").asText()));
        if (width > 0) {
            addPicture(lines);
        }
        lines.add(alarms("now", series.path("before")));
        lines.add(alarms("new", series.path("after")));
        if (width > 0) {
            lines.add(NUMBER.formatted("") + axis());
        }
        Stream.of(series.path("expectation"), series.path("past"))
                .map(part -> part.path("text").asText())
                .filter(text -> !text.isEmpty())
                .forEach(text -> lines.add(NUMBER.formatted("") + text));
        return lines;
    }

    private void addPicture(List<String> lines) {
        char[][] cells = new char[HEIGHT][width];
        for (char[] row : cells) {
            Arrays.fill(row, EMPTY);
        }
        for (int column = 0; column < width; column++) {
            JsonNode lowest = columns.path("lowest").get(column);
            JsonNode highest = columns.path("highest").get(column);
            if (lowest.isNumber() && highest.isNumber()) {
                for (int row = row(highest.doubleValue()); row <= row(lowest.doubleValue()); row++) {
                    cells[row][column] = MEASURED;
                }
            }
            mark(cells, column, NOW, "before");
            mark(cells, column, NEW, "after");
        }
        for (int row = 0; row < HEIGHT; row++) {
            boolean labelled = row == 0 || row == HEIGHT - 1 || row == HEIGHT / 2;
            lines.add(NUMBER.formatted(labelled ? number(high - row * (high - low) / (HEIGHT - 1)) : "")
                    + painted(new String(cells[row])));
        }
    }

    private void mark(char[][] cells, int column, char mark, String set) {
        for (String side : List.of("_upper", "_lower")) {
            JsonNode bound = columns.path(set + side).path(column);
            if (bound.isNumber()) {
                cells[row(bound.doubleValue())][column] = mark;
            }
        }
    }

    private int row(double value) {
        return high > low ? (int) Math.round((high - value) / (high - low) * (HEIGHT - 1)) : HEIGHT / 2;
    }

    private String painted(String row) {
        StringBuilder painted = new StringBuilder();
        for (int from = 0; from < row.length(); ) {
            int to = from;
            while (to < row.length() && row.charAt(to) == row.charAt(from)) {
                to++;
            }
            painted.append(coloured(colour(row.charAt(from)), row.substring(from, to)));
            from = to;
        }
        return painted.toString();
    }

    private static Ansi.@Nullable Style colour(char mark) {
        return switch (mark) {
            case MEASURED -> Ansi.Style.fg_cyan;
            case NEW -> Ansi.Style.fg_red;
            case NOW -> Ansi.Style.fg_yellow;
            default -> null;
        };
    }

    /** Where alarms fall, then how many there were. */
    private String alarms(String name, JsonNode side) {
        char[] marks = new char[width];
        Arrays.fill(marks, '·');
        long start = columns.path("start_time").asLong();
        long seconds = Math.max(1, columns.path("seconds").asLong());
        for (JsonNode incident : side.path("incidents")) {
            long column = (incident.path("start_time").asLong() - start) / seconds;
            if (column >= 0 && column < width) {
                marks[(int) column] = '▲';
            }
        }
        int count = side.path("alarms").asInt();
        return NUMBER.formatted(name)
                + new String(marks)
                + String.format(
                        Locale.ROOT,
                        " %d alarm%s, %.2f a day",
                        count,
                        count == 1 ? "" : "s",
                        side.path("alarms_per_day").asDouble());
    }

    private String axis() {
        long start = columns.path("start_time").asLong();
        long seconds = columns.path("seconds").asLong();
        String from = day(start);
        String to = day(start + seconds * width);
        int between = Math.max(1, width - from.length() - to.length());
        String each = seconds >= HOUR ? String.format(Locale.ROOT, "%.1f h", (double) seconds / HOUR) : seconds + " s";
        return from + " ".repeat(between) + to + "  a column is " + each;
    }

    private static String day(long time) {
        return Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String format = size == 0 || size >= 0.01 && size < 1e6 ? size >= 1_000 ? "%.0f" : "%.2f" : "%.2e";
        return String.format(Locale.ROOT, format, value);
    }

    private String coloured(Ansi.@Nullable Style style, String text) {
        return style == null || !ansi.enabled() ? text : style.on() + text + style.off();
    }
}
