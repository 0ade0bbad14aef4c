package routes.api.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.subscription.CardTemplate;
import routes.subscription.CardTemplates;

/** Operations on card templates. */
public final class TemplateApi {
    private static final int DEFAULT_LIMIT = 10;

    private final CardTemplates templates;
    private final Supplier<Set<String>> channels;
    private final Clock clock;

    /** @param channels types that a template may name */
    public TemplateApi(CardTemplates templates, Supplier<Set<String>> channels, Clock clock) {
        this.templates = templates;
        this.channels = channels;
        this.clock = clock;
    }

    /** Sets the template of every agent type; answers those that it touched. */
    public ApiAnswer create(ApiRequest request) {
        Payload payload = request.json(Payload.class);
        Require.oneOf("channel", payload.channel(), channels.get());
        List<CardTemplate> touched = templates.put(payload.agents(), payload.channel(), payload.templateId(), now());
        return ApiAnswer.created(touched.stream().map(TemplateJson::of).toList());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(TemplateJson.of(existing(request.idParameter("uid"))));
    }

    public ApiAnswer list(ApiRequest request) {
        CardTemplates.Filter filter = new CardTemplates.Filter(
                request.queryAll("agents"),
                request.queryAll("channels"),
                request.query("template_id").orElse(""),
                request.query("show_all")
                        .map(text -> QueryValues.flag("show_all", text))
                        .orElse(false));
        Page given = request.page();
        Page page = request.query("limit").isPresent() ? given : new Page(given.skip(), DEFAULT_LIMIT);
        Listed<CardTemplate> found = templates.list(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(TemplateJson::of).toList(), page, found.total());
    }

    public ApiAnswer update(ApiRequest request) {
        String id = request.idParameter("uid");
        TemplateId payload = request.json(TemplateId.class);
        found(id, templates.setTemplate(id, payload.templateId(), now()));
        return ApiAnswer.ok(TemplateJson.of(existing(id)));
    }

    public ApiAnswer toggle(ApiRequest request) {
        String id = request.idParameter("uid");
        ActivePayload payload = request.json(ActivePayload.class);
        found(id, templates.activate(id, payload.active(), now()));
        return ApiAnswer.ok(null);
    }

    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter("uid");
        found(id, templates.delete(id));
        return ApiAnswer.ok(null);
    }

    private CardTemplate existing(String id) {
        return templates.find(id).orElseThrow(() -> Require.notFound("card template", id));
    }

    private static void found(String id, boolean found) {
        if (!found) {
            throw Require.notFound("card template", id);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Payload(List<String> agents, String channel, String templateId) {
        Payload {
            agents = agents.stream().distinct().toList();
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record TemplateId(String templateId) {}

    /** A card template as it is answered. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TemplateJson(
            @JsonProperty("_id") String id,
            String agentType,
            String channel,
            String templateId,
            @JsonProperty("is_active") boolean active,
            @Nullable String createdUser,
            @Nullable Instant createdAt,
            @Nullable String updatedUser,
            @Nullable Instant updatedAt) {
        static TemplateJson of(CardTemplate template) {
            return new TemplateJson(
                    template.id(),
                    template.agentType(),
                    template.channel(),
                    template.templateId(),
                    template.active(),
                    template.stamps().createdUser(),
                    template.stamps().createdAt(),
                    template.stamps().updatedUser(),
                    template.stamps().updatedAt());
        }
    }
}
