package routes.api.datasource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.Page;
import routes.threshold.task.MetricTemplate;
import routes.threshold.task.MetricTemplates;

/** Operations on metric templates. */
public final class MetricTemplateApi {
    private final MetricTemplates templates;
    private final Clock clock;

    public MetricTemplateApi(MetricTemplates templates, Clock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    public ApiAnswer create(ApiRequest request) {
        ObjectNode template =
                MetricTemplate.checked("", JsonNodeFactory.instance.objectNode(), request.json(ObjectNode.class));
        if (!templates.insert(template, now())) {
            throw taken();
        }
        return new ApiAnswer(201, ApiAnswer.JSON, ApiAnswer.ok(null).body());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(existing(request.idParameter("id")));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        Listed<ObjectNode> found = templates.list(page.skip(), page.limit());
        return ApiAnswer.list(found.items(), page, found.total());
    }

    public ApiAnswer update(ApiRequest request) {
        String id = request.idParameter("id");
        ObjectNode template = MetricTemplate.checked("", existing(id), request.json(ObjectNode.class));
        if (!templates.replace(id, template, now())) {
            throw taken();
        }
        return ApiAnswer.ok(null);
    }

    public ApiAnswer toggle(ApiRequest request) {
        String id = request.idParameter("id");
        return done(id, templates.activate(id, Fields.of(request).flag("active"), now()));
    }

    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter("id");
        return done(id, templates.delete(id));
    }

    private ObjectNode existing(String id) {
        return templates.find(id).orElseThrow(() -> notFound(id));
    }

    private static ApiAnswer done(String id, boolean found) {
        if (!found) {
            throw notFound(id);
        }
        return ApiAnswer.ok(null);
    }

    private static RefusedRequest notFound(String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no metric template " + id);
    }

    private static RefusedRequest taken() {
        return RefusedRequest.of(ErrorCode.CONFLICT, "there is a metric template of this name and metric_type already");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
