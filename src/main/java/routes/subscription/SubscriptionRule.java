package routes.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;

/**
 * A subscription as people write it and as it is stored.
 *
 * @param id 24 hex digits
 * @param notifyResolved whether recoveries are sent too
 * @param pacing whether events are grouped, and reminded of
 * @param wording how its messages are written
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SubscriptionRule(
        @JsonProperty("_id") String id,
        @JsonUnwrapped Wanted wanted,
        @JsonProperty("inform_strategy_ids")
                @JsonSerialize(contentConverter = Written.ToLink.class)
                @JsonDeserialize(contentConverter = Written.FromLink.class)
                List<String> strategyIds,
        @JsonUnwrapped Hook hook,
        @JsonProperty(value = "notify_resolved", defaultValue = "true") boolean notifyResolved,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps,
        @JsonUnwrapped Pacing pacing,
        @JsonUnwrapped Subscription.Wording wording) {

    /** The collection's name, which is a part of the place of its secrets. */
    public static final String COLLECTION = "veaiops__event_subscribe";

    public SubscriptionRule {
        strategyIds = strategyIds.stream()
                .map(strategy -> strategy.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Every notice at once, once, in the usual words. */
    public SubscriptionRule(
            String id,
            Wanted wanted,
            List<String> strategyIds,
            Hook hook,
            boolean notifyResolved,
            boolean active,
            Stamps stamps) {
        this(id, wanted, strategyIds, hook, notifyResolved, active, stamps, Pacing.PLAIN, Subscription.Wording.USUAL);
    }

    public SubscriptionRule with(Hook other) {
        return new SubscriptionRule(id, wanted, strategyIds, other, notifyResolved, active, stamps, pacing, wording);
    }

    /** As it matches, at its place in natural order. */
    public Subscription matching(int order, List<Subscription.Target> targets) {
        return new Subscription(
                id,
                wanted.name(),
                order,
                wanted.agentType(),
                active,
                wanted.startTime(),
                wanted.endTime(),
                Set.copyOf(wanted.levels()),
                interests(wanted.projects()),
                interests(wanted.products()),
                interests(wanted.customers()),
                targets,
                notifyResolved,
                pacing.pace(),
                wording,
                wanted.matchers(),
                wanted.hours());
    }

    private static Set<String> interests(@Nullable List<String> names) {
        return names == null ? Set.of() : new HashSet<>(names);
    }

    /** Which events; an empty list of levels means all, a list of interests that is null or empty too. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Wanted(
            String name,
            @Nullable String description,
            String agentType,
            @JsonProperty(value = "start_time", defaultValue = "1970-01-01T00:00:00.000Z") Instant startTime,
            @JsonProperty(value = "end_time", defaultValue = "9999-12-31T23:59:59.999Z") Instant endTime,
            @JsonProperty("event_level") List<Level> levels,
            @JsonProperty("interest_products") @Nullable List<String> products,
            @JsonProperty("interest_projects") @Nullable List<String> projects,
            @JsonProperty("interest_customers") @Nullable List<String> customers,
            List<Matcher> matchers,
            @JsonUnwrapped Subscription.Hours hours) {
        public Wanted {
            levels = levels.stream().distinct().toList();
            matchers = List.copyOf(matchers);
        }

        /** Without matchers, at all hours. */
        public Wanted(
                String name,
                String agentType,
                Instant startTime,
                Instant endTime,
                List<Level> levels,
                @Nullable List<String> products,
                @Nullable List<String> projects,
                @Nullable List<String> customers) {
            this(
                    name,
                    null,
                    agentType,
                    startTime,
                    endTime,
                    levels,
                    products,
                    projects,
                    customers,
                    List.of(),
                    Subscription.Hours.ALWAYS);
        }
    }

    /**
     * The webhook of the subscription; null where VeAIOps has null.
     *
     * @param previousSecret the signing secret that was replaced; messages carry its signature too until then
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Hook(
            @JsonProperty("enable_webhook") @Nullable Boolean enabled,
            @JsonProperty("webhook_endpoint") @Nullable String endpoint,
            @JsonProperty("webhook_headers") @Nullable Map<String, Sealed> headers,
            @JsonProperty(value = "webhook_format", defaultValue = "legacy") WebhookFormat format,
            @JsonProperty("webhook_secret") @Nullable Sealed signingSecret,
            @JsonProperty("webhook_secret_previous") @Nullable Sealed previousSecret,
            @JsonProperty("webhook_secret_previous_until") @Nullable Instant previousUntil) {
        /** Without a secret that was replaced lately. */
        public Hook(
                @Nullable Boolean enabled,
                @Nullable String endpoint,
                @Nullable Map<String, Sealed> headers,
                WebhookFormat format,
                @Nullable Sealed signingSecret) {
            this(enabled, endpoint, headers, format, signingSecret, null, null);
        }

        /** The signing secret that was replaced, and until when it is used. */
        public record Previous(Sealed secret, Instant until) {}

        public @Nullable Previous previous() {
            return previousSecret == null || previousUntil == null ? null : new Previous(previousSecret, previousUntil);
        }

        /** Whether notices go there. */
        public boolean on() {
            return Boolean.TRUE.equals(enabled) && endpoint != null && !endpoint.isEmpty();
        }
    }

    public static SecretBox.Place placeOfHeader(String ruleId, String header) {
        return new SecretBox.Place(COLLECTION, ruleId, "webhook_headers." + header);
    }

    public static SecretBox.Place placeOfSigningSecret(String ruleId) {
        return new SecretBox.Place(COLLECTION, ruleId, "webhook_secret");
    }

    public static SecretBox.Place placeOfPreviousSecret(String ruleId) {
        return new SecretBox.Place(COLLECTION, ruleId, "webhook_secret_previous");
    }
}
