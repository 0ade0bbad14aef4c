package routes.backtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import routes.threshold.MetricLimits;
import routes.threshold.TimeRange;

/**
 * The Numenta Anomaly Benchmark (github.com/numenta/NAB, MIT licence): real series in which people marked what was
 * wrong. The file holds for each series a line {@code > name}, a line {@code ! start end} for each marked window, and
 * a line for each point: the value, before it the seconds since the point before where those differ from the last ones.
 */
final class Nab {
    private final List<Trial> trials = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<TimeRange> windows = new ArrayList<>();
    private @Nullable String name;
    private long step;
    private long time;

    private Nab() {}

    static List<Trial> read(Path gzip) throws IOException {
        Nab nab = new Nab();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                nab.read(line);
            }
        }
        nab.finish();
        return nab.trials;
    }

    private void read(String line) {
        String[] parts = line.split(" ");
        if (parts[0].equals(">")) {
            finish();
            name = parts[1];
        } else if (parts[0].equals("!")) {
            windows.add(new TimeRange(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        } else {
            step = parts.length == 2 ? Long.parseLong(parts[0]) : step;
            time += step;
            times.add(time);
            values.add(Double.parseDouble(parts[parts.length - 1]));
        }
    }

    private void finish() {
        if (name != null) {
            double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
            long[] when = times.stream().mapToLong(Long::longValue).toArray();
            trials.add(new Trial(name, when, all, all, List.copyOf(windows), limits(name, all)));
        }
        times.clear();
        values.clear();
        windows.clear();
        time = 0;
    }

    /** What a person would enter: nothing below zero, and 100 for a share in percent. */
    private static MetricLimits limits(String name, double[] values) {
        double lowest = DoubleStream.of(values).min().orElse(0);
        double highest = DoubleStream.of(values).max().orElse(0);
        boolean isPercent = name.contains("cpu_util") && highest <= 100;
        return MetricLimits.between(lowest >= 0 ? 0.0 : null, isPercent ? 100.0 : null);
    }
}
