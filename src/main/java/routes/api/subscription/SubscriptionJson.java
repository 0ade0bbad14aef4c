package routes.api.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.security.Sealed;
import routes.subscription.InformStrategy;
import routes.subscription.SubscriptionRule;

/**
 * A subscription as it is answered. Values of headers are hidden.
 *
 * @param informStrategyIds links when it is read, whole strategies when it is written, as VeAIOps does
 * @param webhookSecret hidden, but in the answer of the request that made it
 */
@JsonNaming(SnakeCaseStrategy.class)
record SubscriptionJson(
        @JsonProperty("_id") String id,
        String name,
        String agentType,
        List<?> informStrategyIds,
        Instant startTime,
        Instant endTime,
        List<Level> eventLevel,
        @Nullable Boolean enableWebhook,
        @Nullable String webhookEndpoint,
        @Nullable Map<String, Sealed> webhookHeaders,
        String webhookFormat,
        @Nullable String webhookSecret,
        @Nullable Instant webhookSecretPreviousUntil,
        @Nullable List<String> interestProducts,
        @Nullable List<String> interestProjects,
        @Nullable List<String> interestCustomers,
        boolean notifyResolved,
        @JsonUnwrapped PaceJson pace,
        @JsonUnwrapped WordingJson wording,
        @JsonUnwrapped ConditionsJson conditions,
        @JsonProperty("is_active") boolean active,
        @Nullable String createdUser,
        @Nullable Instant createdAt,
        @Nullable String updatedUser,
        @Nullable Instant updatedAt) {

    private static final String COLLECTION_OF_STRATEGIES = "veaiops__event_inform_strategy";

    static SubscriptionJson read(SubscriptionRule rule) {
        List<Link> links = rule.strategyIds().stream()
                .map(id -> new Link(id, COLLECTION_OF_STRATEGIES))
                .toList();
        return of(rule, links, Optional.empty());
    }

    static SubscriptionJson written(SubscriptionDraft draft, List<InformStrategy> strategies) {
        List<Embedded> embedded = strategies.stream().map(Embedded::of).toList();
        return of(draft.rule(), embedded, draft.shownSecret());
    }

    @Override
    public String toString() {
        return "SubscriptionJson[" + id + "]";
    }

    private static SubscriptionJson of(SubscriptionRule rule, List<?> strategies, Optional<String> shownSecret) {
        SubscriptionRule.Wanted wanted = rule.wanted();
        SubscriptionRule.Hook hook = rule.hook();
        return new SubscriptionJson(
                rule.id(),
                wanted.name(),
                wanted.agentType(),
                strategies,
                wanted.startTime(),
                wanted.endTime(),
                wanted.levels(),
                hook.enabled(),
                hook.endpoint(),
                hook.headers(),
                hook.format().wireName(),
                shownSecret.orElse(hook.signingSecret() == null ? null : WebhookFields.HIDDEN),
                hook.previous() == null ? null : hook.previous().until(),
                wanted.products(),
                wanted.projects(),
                wanted.customers(),
                rule.notifyResolved(),
                PaceJson.of(rule.pace()),
                WordingJson.of(rule.wording()),
                ConditionsJson.of(wanted),
                rule.active(),
                rule.stamps().createdUser(),
                rule.stamps().createdAt(),
                rule.stamps().updatedUser(),
                rule.stamps().updatedAt());
    }

    /** A strategy that is only named. */
    record Link(String id, String collection) {}

    /** A strategy with all that is stored of it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Embedded(
            String id,
            String name,
            @Nullable String description,
            String channel,
            String botId,
            List<String> chatIds,
            @JsonProperty("is_active") boolean active,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {
        static Embedded of(InformStrategy strategy) {
            return new Embedded(
                    strategy.id(),
                    strategy.name(),
                    strategy.description(),
                    strategy.channel(),
                    strategy.botId(),
                    strategy.chatIds(),
                    strategy.active(),
                    strategy.stamps().createdAt(),
                    strategy.stamps().updatedAt());
        }
    }
}
