package routes.threshold.task;

import java.time.Instant;
import java.util.List;
import routes.common.repository.Listed;

/** Where feedback on the history of metrics is kept. */
public interface HistoryFeedbacks {
    String newId();

    /** Said again, the later words count. */
    void put(HistoryFeedback feedback);

    /** That on a time, the newest first. */
    List<HistoryFeedback> of(String dataSourceId, Instant from, Instant to);

    /** The newest first. */
    Listed<HistoryFeedback> list(String dataSourceId, int skip, int limit);

    /** @return false when the data source has no such feedback */
    boolean delete(String dataSourceId, String id);
}
