package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import routes.api.Resource;
import routes.common.repository.Query;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.subscription.CardTemplate;
import routes.subscription.CardTemplates;

/** Operations on card templates. */
public final class TemplateApi {
    private static final int DEFAULT_LIMIT = 10;

    private static final String ID = "uid";

    private final CardTemplates templates;
    private final Resource<CardTemplate> resource;
    private final Supplier<Set<String>> channels;

    /** @param channels types that a template may name */
    public TemplateApi(CardTemplates templates, Supplier<Set<String>> channels, Clock clock) {
        this.templates = templates;
        this.resource = new Resource<>(templates, CardTemplate.class, "card template", () -> {}, clock);
        this.channels = channels;
    }

    /** Sets the template of every agent type; answers those that it touched. */
    public ApiAnswer create(ApiRequest request) {
        Payload payload = request.json(Payload.class);
        Require.oneOf("channel", payload.channel(), channels.get());
        return ApiAnswer.created(
                templates.put(payload.agents(), payload.channel(), payload.templateId(), resource.now()));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(resource.existing(request, ID));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .anyOf("agent_type", request.queryAll("agents"))
                .anyOf("channel", request.queryAll("channels"))
                .equal("template_id", request.query("template_id").orElse(""))
                .active(resource.showAll(request));
        return resource.list(request.configurationPage(DEFAULT_LIMIT), query, Function.identity());
    }

    public ApiAnswer update(ApiRequest request) {
        ObjectNode fields = request.json(ObjectNode.class).retain("template_id");
        resource.set(request.idParameter(ID), fields, "");
        return get(request);
    }

    public ApiAnswer toggle(ApiRequest request) {
        resource.activate(
                request.idParameter(ID), request.json(ActivePayload.class).active());
        return ApiAnswer.ok(null);
    }

    public ApiAnswer delete(ApiRequest request) {
        resource.delete(request.idParameter(ID));
        return ApiAnswer.ok(null);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Payload(List<String> agents, String channel, String templateId) {
        Payload {
            agents = agents.stream().distinct().toList();
        }
    }
}
