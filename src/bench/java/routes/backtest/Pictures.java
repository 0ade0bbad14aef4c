package routes.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import routes.threshold.Direction;
import routes.threshold.Recommendation;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;
import routes.threshold.TimeRange;
import routes.threshold.chart.ThresholdChart;

/** Pictures of some shapes: a week with its incidents, and the bounds that the week before let learn. */
final class Pictures {
    static final List<String> SHAPES = List.of(
            "diurnal_weekend_down",
            "latency_lognormal_x4",
            "mem_sawtooth31h_to98",
            "batch_night_night_x4",
            "success_rate_minus2",
            "queue_bursts_stuck150");
    private static final Path FOLDER = Path.of("docs", "images");
    private static final long WEEK = 7 * 86_400L;

    private Pictures() {}

    static void draw(Trial trial) throws IOException {
        ThresholdSettings settings = ThresholdSettings.of(trial.limits(), 3, Direction.BOTH, 0.5);
        int week = trial.index(trial.first() + WEEK);
        int twoWeeks = trial.index(trial.first() + 2 * WEEK);
        Recommendation found = ThresholdEngine.recommend(trial.history(0, week), settings);
        List<TimeRange> shown = trial.incidents().stream()
                .filter(incident -> incident.start() < trial.first() + 2 * WEEK)
                .toList();
        String svg = ThresholdChart.svg(trial.future(week, twoWeeks), found, settings, shown);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("backtest-" + trial.name() + ".svg"), svg);
    }
}
