package routes.api;

import java.util.Map;
import routes.health.ledger.SystemStatistics;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/** What VeAIOps' web pages ask of the system as a whole. */
public final class SystemApi {
    private final SystemStatistics statistics;

    public SystemApi(SystemStatistics statistics) {
        this.statistics = statistics;
    }

    /** The counters of the landing page. */
    public ApiAnswer statistics(ApiRequest request) {
        return ApiAnswer.ok(statistics.now());
    }

    /** VeAIOps has no setting for everybody yet, and its pages ask for them. */
    public ApiAnswer globalConfig(ApiRequest request) {
        return ApiAnswer.ok(Map.of());
    }
}
