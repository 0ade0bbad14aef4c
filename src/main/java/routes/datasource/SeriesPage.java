package routes.datasource;

import java.util.List;
import java.util.Optional;

/**
 * What one call brought.
 *
 * @param next asks for the page after this one; empty after the last
 */
public record SeriesPage(List<TimeSeries> series, Optional<String> next) {
    public SeriesPage {
        series = List.copyOf(series);
    }

    public static SeriesPage last(List<TimeSeries> series) {
        return new SeriesPage(series, Optional.empty());
    }
}
