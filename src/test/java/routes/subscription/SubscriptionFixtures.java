package routes.subscription;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import routes.alarm.Level;
import routes.common.repository.Query;
import routes.common.security.Secret;
import routes.common.security.SecretBox;

/** Subscriptions and strategies as people would write them. */
public final class SubscriptionFixtures {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    public static final String AGENT = "intelligent_threshold_agent";
    public static final SubscriptionRule.Hook NO_HOOK =
            new SubscriptionRule.Hook(null, null, null, WebhookFormat.LEGACY, null);

    private SubscriptionFixtures() {}

    public static SecretBox box() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return SecretBox.of(Secret.of("k1:" + Base64.getEncoder().encodeToString(key)));
    }

    public static SubscriptionRule rule(String id, String name, List<String> strategyIds, SubscriptionRule.Hook hook) {
        return new SubscriptionRule(id, wanted(name, List.of()), strategyIds, hook, true, true, Stamps.created(NOW));
    }

    public static SubscriptionRule.Wanted wanted(String name, List<String> projects) {
        return new SubscriptionRule.Wanted(
                name, AGENT, NOW.minusSeconds(60), NOW.plusSeconds(60), List.of(Level.P0), null, projects, null);
    }

    public static InformStrategy strategy(String id, String name, String... chats) {
        return new InformStrategy(
                id, name, "night shift", "Lark", "cli_00000001", List.of(chats), true, Stamps.created(NOW));
    }

    public static FilterSample aFilter() {
        return new FilterSample();
    }

    /** A filter of the list of subscriptions, in words. */
    public static final class FilterSample {
        private Query query = Query.ALL;

        public FilterSample named(String part) {
            query = query.contains("name", part);
            return this;
        }

        public FilterSample forAgent(String agent) {
            query = query.equal("agent_type", agent);
            return this;
        }

        public FilterSample atLevels(Level... wanted) {
            query = query.anyOf(
                    "event_level", Arrays.stream(wanted).map(Level::name).toList());
            return this;
        }

        public FilterSample withWebhook(boolean enabled) {
            query = query.is("enable_webhook", enabled);
            return this;
        }

        public FilterSample ofProjects(String... wanted) {
            query = query.anyOfOrNone("interest_projects", List.of(wanted));
            return this;
        }

        public FilterSample ofProducts(String... wanted) {
            query = query.anyOfOrNone("interest_products", List.of(wanted));
            return this;
        }

        public FilterSample ofCustomers(String... wanted) {
            query = query.anyOfOrNone("interest_customers", List.of(wanted));
            return this;
        }

        public FilterSample activeOnly() {
            query = query.active(false);
            return this;
        }

        public Query build() {
            return query;
        }
    }
}
