package routes.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the engine of an earlier release found, by the name of the shape. */
record Earlier(Found clean, Found withIncidents) {
    /** A shape may find so much less than the earlier release did. */
    private static final double LEAST_SHARE = 0.9;

    record Found(int found, double falsePerDay) {
        boolean isKeptBy(Tally now) {
            return now.found() >= LEAST_SHARE * found;
        }
    }

    static Map<String, Earlier> read(Path table) throws IOException {
        Map<String, Earlier> all = new LinkedHashMap<>();
        Files.readAllLines(table).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells -> all.put(cells[0], new Earlier(found(cells[1], cells[2]), found(cells[3], cells[4]))));
        return all;
    }

    private static Found found(String found, String falsePerDay) {
        return new Found(Integer.parseInt(found), Double.parseDouble(falsePerDay));
    }
}
