package routes.api.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Records;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.notice.FailingTarget;
import routes.notice.FailingTargets;

/** The health of targets: those that fail and those that are switched off. One that works is not listed. */
public final class TargetApi {
    private final FailingTargets targets;
    private final Function<String, Map<String, String>> subscriptions;
    private final Runnable follow;

    /**
     * @param subscriptions the names of those that name a target, by id
     * @param follow lets this copy know what was written
     */
    public TargetApi(FailingTargets targets, Function<String, Map<String, String>> subscriptions, Runnable follow) {
        this.targets = targets;
        this.subscriptions = subscriptions;
        this.follow = follow;
    }

    public ApiAnswer list(ApiRequest request) {
        List<ObjectNode> shown = targets.all().stream().map(this::shown).toList();
        return ApiAnswer.ok(shown);
    }

    /** Messages are sent there again from now on; those that were skipped meanwhile can be replayed. */
    public ApiAnswer switchOn(ApiRequest request) {
        String id = request.idParameter("id");
        FailingTarget target = targets.find(id)
                .filter(found -> targets.forget(id))
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.NOT_FOUND,
                        "there is no target with the id " + id + " that fails or is switched off"));
        follow.run();
        return ApiAnswer.ok(shown(target).put("state", "on"));
    }

    private ObjectNode shown(FailingTarget target) {
        ObjectNode shown = Records.tree(target);
        shown.put("state", target.off() ? "off" : "failing");
        shown.putPOJO("subscriptions", subscriptions.apply(target.target()));
        return shown;
    }
}
