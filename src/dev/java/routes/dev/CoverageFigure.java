package routes.dev;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Prints what the tests covered in one line: {@code CoverageFigure <report of JaCoCo as CSV>}; nothing without it. */
public final class CoverageFigure {

    private CoverageFigure() {}

    /** The line for a report. */
    static String of(Path report) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Share lines = new Share("LINE");
        Share branches = new Share("BRANCH");
        try (Reader file = Files.newBufferedReader(report);
                CSVParser classes = CSVParser.parse(file, format)) {
            for (CSVRecord one : classes) {
                lines.add(one);
                branches.add(one);
            }
        }
        return "Coverage of tests within the process: lines %s, branches %s".formatted(lines, branches);
    }

    private static final class Share {
        private final String what;
        private long covered;
        private long missed;

        Share(String what) {
            this.what = what;
        }

        void add(CSVRecord one) {
            covered += Long.parseLong(one.get(what + "_COVERED"));
            missed += Long.parseLong(one.get(what + "_MISSED"));
        }

        @Override
        public String toString() {
            long all = covered + missed;
            return String.format(Locale.ROOT, "%.1f %% of %,d", all == 0 ? 0 : 100.0 * covered / all, all);
        }
    }

    public static void main(String[] args) throws IOException {
        Path report = Path.of(args[0]);
        if (Files.exists(report)) {
            System.out.println(of(report));
        }
    }
}
