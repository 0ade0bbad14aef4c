package routes.datasource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads pages to the last one. */
final class Pages {
    private static final int MOST = 10_000;

    private Pages() {}

    /** A cursor that comes again ends the reading: a platform that repeats itself must not keep a worker for ever. */
    static List<TimeSeries> all(Function<Optional<String>, SeriesPage> page) {
        List<TimeSeries> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            SeriesPage read = page.apply(cursor);
            parts.addAll(read.series());
            cursor = read.next();
            if (cursor.isPresent() && (!seen.add(cursor.get()) || seen.size() > MOST)) {
                throw new PlatformFailure.Unavailable("the platform's pages do not end", null);
            }
        } while (cursor.isPresent());
        return SeriesJoin.join(parts);
    }
}
