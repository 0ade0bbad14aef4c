package routes.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of {@code docs/thresholds.md} that the back-test writes. */
final class ResultPage {
    private static final Path PAGE = Path.of("docs", "thresholds.md");
    private static final String START = "<!-- written by mvn -B -Pbacktest verify -->\n";
    private static final String END = "<!-- end of what the back-test writes -->\n";

    private final List<String> lines = new ArrayList<>();

    void sets(List<Tally> tallies) {
        lines.add(
                "| series | recommendations | incidents found | false alarms a day and series | processor ms a series: median; worst |");
        lines.add("|---|---:|---:|---:|---:|");
        for (Tally tally : tallies) {
            line(
                    "| %s | %d | %d of %d | %.3f | %.1f; %.0f |",
                    tally.name(),
                    tally.recommendations(),
                    tally.found(),
                    tally.incidents(),
                    tally.falsePerDay(),
                    tally.medianMilliseconds(),
                    tally.worstMilliseconds());
        }
        lines.add("");
    }

    /** One line for each shape, all seeds together, with what the earlier release found. */
    void shapes(List<Tally> clean, List<Tally> withIncidents, Map<String, Earlier> earlier) {
        lines.add(
                "| shape | clean history: found; false a day | in 0.1.0 | history with incidents: found; false a day | in 0.1.0 |");
        lines.add("|---|---:|---:|---:|---:|");
        for (int i = 0; i < clean.size(); i++) {
            Tally one = clean.get(i);
            Tally other = withIncidents.get(i);
            Earlier before = earlier.get(one.name());
            line(
                    "| `%s` | %d of %d; %.2f | %d; %.2f | %d of %d; %.2f | %d; %.2f |",
                    one.name(),
                    one.found(),
                    one.incidents(),
                    one.falsePerDay(),
                    before.clean().found(),
                    before.clean().falsePerDay(),
                    other.found(),
                    other.incidents(),
                    other.falsePerDay(),
                    before.withIncidents().found(),
                    before.withIncidents().falsePerDay());
        }
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    void write() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(START) + START.length();
        int end = page.indexOf(END);
        Files.writeString(PAGE, page.substring(0, start) + text() + page.substring(end));
    }
}
