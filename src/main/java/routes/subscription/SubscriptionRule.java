package routes.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;

/**
 * A subscription as people write it and as it is stored.
 *
 * @param id 24 hex digits
 * @param notifyResolved whether recoveries are sent too
 * @param pace whether events are grouped, and reminded of
 * @param wording how its messages are written
 */
public record SubscriptionRule(
        String id,
        Wanted wanted,
        List<String> strategyIds,
        Hook hook,
        boolean notifyResolved,
        boolean active,
        Stamps stamps,
        Subscription.Pace pace,
        Subscription.Wording wording) {

    /** The collection's name, which is a part of the place of its secrets. */
    public static final String COLLECTION = "veaiops__event_subscribe";

    public SubscriptionRule {
        strategyIds = List.copyOf(strategyIds);
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
        this(
                id,
                wanted,
                strategyIds,
                hook,
                notifyResolved,
                active,
                stamps,
                Subscription.Pace.PLAIN,
                Subscription.Wording.USUAL);
    }

    /** Which events; an empty list of levels means all, a list of interests that is null or empty too. */
    public record Wanted(
            String name,
            String agentType,
            Instant startTime,
            Instant endTime,
            List<Level> levels,
            @Nullable List<String> products,
            @Nullable List<String> projects,
            @Nullable List<String> customers,
            List<Matcher> matchers,
            Subscription.Hours hours) {
        public Wanted {
            levels = List.copyOf(levels);
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

    /** The webhook of the subscription; null where VeAIOps has null. */
    public record Hook(
            @Nullable Boolean enabled,
            @Nullable String endpoint,
            @Nullable Map<String, Sealed> headers,
            WebhookFormat format,
            @Nullable Sealed signingSecret,
            @Nullable Previous previous) {
        /** Without a secret that was replaced lately. */
        public Hook(
                @Nullable Boolean enabled,
                @Nullable String endpoint,
                @Nullable Map<String, Sealed> headers,
                WebhookFormat format,
                @Nullable Sealed signingSecret) {
            this(enabled, endpoint, headers, format, signingSecret, null);
        }

        /** The signing secret that was replaced; messages carry its signature too until then. */
        public record Previous(Sealed secret, Instant until) {}

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
