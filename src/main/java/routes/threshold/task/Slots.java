package routes.threshold.task;

import java.util.List;
import java.util.Set;
import routes.datasource.SeriesRange;
import routes.datasource.TimeSeries;

/** What a version has fetched, part by part, so that a crash fetches nothing twice and a chart needs no platform. */
public interface Slots {
    void save(String versionId, int index, List<TimeSeries> series);

    /** Indexes of the parts that are whole. */
    Set<Integer> fetched(String versionId);

    /** Everything, joined. */
    List<TimeSeries> all(String versionId);

    /** With what was read of the time before, see {@link #before}. */
    void delete(String versionId);

    /** Names a time before what the version learned from, in place of the version. */
    static String before(String versionId, SeriesRange time) {
        return versionId + "/" + time.start().getEpochSecond() + "-"
                + time.end().getEpochSecond();
    }
}
