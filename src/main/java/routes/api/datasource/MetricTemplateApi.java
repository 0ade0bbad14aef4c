package routes.api.datasource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import routes.api.Resource;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.threshold.task.MetricTemplate;

/** Operations on metric templates. */
public final class MetricTemplateApi {
    private static final String ID = "id";
    private static final String TAKEN = "there is a metric template of this name and metric_type already";

    private final Resource<ObjectNode> templates;

    public MetricTemplateApi(Repository<ObjectNode> templates, Clock clock) {
        this.templates = new Resource<>(templates, ObjectNode.class, "metric template", () -> {}, clock);
    }

    public ApiAnswer create(ApiRequest request) {
        ObjectNode template =
                MetricTemplate.checked("", JsonNodeFactory.instance.objectNode(), request.json(ObjectNode.class));
        templates.insert(MetricTemplate.fresh(template, templates.now()), TAKEN);
        return new ApiAnswer(201, ApiAnswer.JSON, ApiAnswer.ok(null).body());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(templates.existing(request, ID));
    }

    public ApiAnswer list(ApiRequest request) {
        return templates.list(request, Query.ALL);
    }

    public ApiAnswer update(ApiRequest request) {
        String id = request.idParameter(ID);
        ObjectNode template = MetricTemplate.checked("", templates.existing(id), request.json(ObjectNode.class));
        templates.set(id, template, TAKEN);
        return ApiAnswer.ok(null);
    }

    public ApiAnswer toggle(ApiRequest request) {
        templates.activate(request.idParameter(ID), Fields.of(request).flag("active"));
        return ApiAnswer.ok(null);
    }

    public ApiAnswer delete(ApiRequest request) {
        templates.delete(request.idParameter(ID));
        return ApiAnswer.ok(null);
    }
}
