package routes.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of the one table, in the order in which they were measured; one that did not hold stands there, too. */
final class FaultTable {
    private static final int LONGEST_CAUSE = 400;

    private final StringBuilder rows = new StringBuilder();
    private final List<String> broken = new ArrayList<>();
    private int count;
    private long lost;
    private long duplicates;
    private double seconds;

    void add(Row row, double took) {
        append(row, took);
    }

    /** @param row what could be counted when it was given up */
    void addBroken(Row row, double took, Throwable cause) {
        append(row.called("**did not hold:** " + row.fault()), took);
        String said = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        broken.add(count + ": " + said.substring(0, Math.min(said.length(), LONGEST_CAUSE)));
    }

    private void append(Row row, double took) {
        String line = row.line(++count, took);
        System.out.print(line);
        rows.append(line);
        lost += row.lost();
        duplicates += row.duplicates();
        seconds += took;
    }

    int count() {
        return count;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Row.HEAD).append(rows);
        text.append(String.format(
                Locale.ROOT,
                "%n%d rows in %.0f min: lost %d, duplicates %d, rows that did not hold %d.%n",
                count,
                seconds / 60,
                lost,
                duplicates,
                broken.size()));
        broken.forEach(one -> text.append("- row ").append(one).append('\n'));
        return text.toString();
    }
}
