package routes.api.threshold;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.threshold.rule.Refresh;
import routes.threshold.rule.ThresholdRefresh;

/** Refreshes on demand, by VeAIOps' two endpoints; the timer goes on by itself. */
public final class RefreshApi {
    private final ThresholdRefresh refreshes;
    private final Runnable step;

    /** @param step continues the refresh under way, by the route that the timer calls too */
    public RefreshApi(ThresholdRefresh refreshes, Runnable step) {
        this.refreshes = refreshes;
        this.step = step;
    }

    public ApiAnswer initialize(ApiRequest request) {
        return ApiAnswer.ok(shown(Optional.of(refreshes.begin())));
    }

    public ApiAnswer process(ApiRequest request) {
        step.run();
        return ApiAnswer.ok(shown(refreshes.latest()));
    }

    private static @Nullable ObjectNode shown(Optional<Refresh> found) {
        return found.map(refresh -> {
                    ObjectNode node = JsonNodeFactory.instance
                            .objectNode()
                            .put("_id", refresh.id())
                            .put("status", refresh.isOver() ? 3 : 2)
                            .put("created_at", Json.text(refresh.createdAt()));
                    ArrayNode tasks = node.putArray("task_all");
                    ArrayNode details = node.putArray("details");
                    refresh.details().forEach(detail -> {
                        tasks.add(detail.taskId());
                        details.addObject()
                                .put("task_id", detail.taskId())
                                .put("task_version_id", detail.versionId())
                                .put("state", detail.state().name().toLowerCase(Locale.ROOT))
                                .put("error_message", detail.error());
                    });
                    return node;
                })
                .orElse(null);
    }
}
