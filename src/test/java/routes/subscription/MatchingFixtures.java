package routes.subscription;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.event.Transition;

/** Subscriptions and events for tests of matching, in words. */
final class MatchingFixtures {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String THRESHOLD = "intelligent_threshold_agent";

    private MatchingFixtures() {}

    static Rule aRule() {
        return new Rule();
    }

    static Sample anEvent() {
        return new Sample();
    }

    static final class Rule {
        private String id = "0".repeat(24);
        private int order;
        private String agentType = THRESHOLD;
        private boolean active = true;
        private Instant start = NOW.minusSeconds(60);
        private Instant end = NOW.plusSeconds(60);
        private Set<Level> levels = Set.of();
        private Set<String> projects = Set.of();
        private Set<String> products = Set.of();
        private Set<String> customers = Set.of();
        private List<Subscription.Target> targets = List.of();
        private boolean resolved = true;
        private List<Matcher> matchers = List.of();
        private Subscription.Hours hours = Subscription.Hours.ALWAYS;

        Rule numbered(int number) {
            order = number;
            id = String.format("%024x", number);
            return this;
        }

        Rule forAgent(String type) {
            agentType = type;
            return this;
        }

        Rule inactive() {
            active = false;
            return this;
        }

        Rule from(Instant first) {
            start = first;
            return this;
        }

        Rule until(Instant last) {
            end = last;
            return this;
        }

        Rule forLevels(Level... wanted) {
            levels = Set.of(wanted);
            return this;
        }

        Rule forProjects(String... wanted) {
            projects = Set.of(wanted);
            return this;
        }

        Rule forProducts(String... wanted) {
            products = Set.of(wanted);
            return this;
        }

        Rule forCustomers(String... wanted) {
            customers = Set.of(wanted);
            return this;
        }

        Rule to(Subscription.Target... places) {
            targets = List.of(places);
            return this;
        }

        Rule withoutRecoveries() {
            resolved = false;
            return this;
        }

        Rule matching(Matcher... conditions) {
            matchers = List.of(conditions);
            return this;
        }

        Rule droppingOutside(Window... windows) {
            hours = new Subscription.Hours(List.of(windows), false);
            return this;
        }

        Rule holdingOutside(Window... windows) {
            hours = new Subscription.Hours(List.of(windows), true);
            return this;
        }

        Subscription build() {
            return new Subscription(
                    id,
                    "rule " + order,
                    order,
                    agentType,
                    active,
                    start,
                    end,
                    levels,
                    projects,
                    products,
                    customers,
                    targets,
                    resolved,
                    Subscription.Pace.PLAIN,
                    Subscription.Wording.USUAL,
                    matchers,
                    hours);
        }
    }

    static final class Sample {
        private String transition = Transition.OPENED.wireName();
        private String agentType = THRESHOLD;
        private Level level = Level.P1;
        private List<String> project = List.of();
        private List<String> product = List.of();
        private List<String> customer = List.of();
        private Map<String, String> labels = Map.of();

        Sample after(Transition last) {
            transition = last.wireName();
            return this;
        }

        Sample fromAgent(String type) {
            agentType = type;
            return this;
        }

        Sample atLevel(Level bad) {
            level = bad;
            return this;
        }

        Sample ofProjects(String... names) {
            project = List.of(names);
            return this;
        }

        Sample ofProducts(String... names) {
            product = List.of(names);
            return this;
        }

        Sample ofCustomers(String... names) {
            customer = List.of(names);
            return this;
        }

        Sample labelled(Map<String, String> names) {
            labels = names;
            return this;
        }

        PublishedEvent build() {
            return new PublishedEvent(
                    "a".repeat(24),
                    transition,
                    1,
                    "resolved".equals(transition) ? EventState.RESOLVED : EventState.FIRING,
                    level,
                    "zabbix",
                    agentType,
                    "Zabbix",
                    "CPU high",
                    "",
                    labels,
                    project,
                    product,
                    customer,
                    List.of(),
                    "fingerprint",
                    1,
                    NOW,
                    NOW,
                    null,
                    Disposition.values()[0],
                    "0-1",
                    NullNode.getInstance(),
                    null,
                    null,
                    null,
                    null);
        }
    }
}
