package routes.threshold.task;

import java.util.List;
import java.util.Set;
import routes.datasource.TimeSeries;

/** What a version has fetched, part by part, so that a crash fetches nothing twice and a chart needs no platform. */
public interface Slots {
    void save(String versionId, int index, List<TimeSeries> series);

    /** Indexes of the parts that are whole. */
    Set<Integer> fetched(String versionId);

    /** Everything, joined. */
    List<TimeSeries> all(String versionId);

    void delete(String versionId);
}
