package routes.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import routes.event.EventFields;
import routes.event.PublishedEvent;
import routes.subscription.Subscription.Target;

/** The rules of matching, one clause at a time: what {@link SubscriptionIndex} is measured against. */
public final class SubscriptionMatch {
    private SubscriptionMatch() {}

    /** Whether the subscription matches the event, and if not, the first clause that failed. */
    public static Explanation explain(
            Subscription rule, PublishedEvent event, Instant now, UnlabelledPolicy unlabelled) {
        return standing(rule, event, now)
                .or(() -> interest(rule, Clause.PRODUCT, rule.products(), event.product(), unlabelled))
                .or(() -> interest(rule, Clause.PROJECT, rule.projects(), event.project(), unlabelled))
                .or(() -> interest(rule, Clause.CUSTOMER, rule.customers(), event.customer(), unlabelled))
                .or(() -> matchers(rule, event))
                .or(() -> transition(rule, event))
                .orElseGet(() -> Explanation.matched(rule));
    }

    /**
     * Where the notices of these subscriptions go: each (channel, address) once. The first subscription that names a
     * target decides how it is served; the others are remembered.
     */
    public static List<MatchedTarget> targetsOf(List<Subscription> matches) {
        Map<Address, MatchedTarget> targets = new LinkedHashMap<>();
        for (Subscription subscription : matches) {
            for (Target target : subscription.targets()) {
                MatchedTarget named = new MatchedTarget(target, List.of(subscription.id()));
                targets.merge(new Address(target.channel(), target.address()), named, SubscriptionMatch::alsoNamed);
            }
        }
        return List.copyOf(targets.values());
    }

    /** Whether it matches at this time; what its closed windows hold back matches. */
    static boolean within(Subscription rule, Instant now) {
        return between(rule, now) && !outsideWindows(rule, now);
    }

    private static boolean between(Subscription rule, Instant now) {
        return !now.isBefore(rule.startTime()) && !now.isAfter(rule.endTime());
    }

    private static boolean outsideWindows(Subscription rule, Instant now) {
        return !rule.hours().hold() && !rule.hours().open(now);
    }

    private static Optional<Explanation> standing(Subscription rule, PublishedEvent event, Instant now) {
        if (!rule.agentType().equals(event.agentType())) {
            return failed(rule, Clause.AGENT_TYPE, rule.agentType(), event.agentType());
        }
        if (!rule.active()) {
            return failed(rule, Clause.INACTIVE, "active", "inactive");
        }
        if (!between(rule, now)) {
            return failed(rule, Clause.TIME, rule.startTime() + " to " + rule.endTime(), now);
        }
        if (outsideWindows(rule, now)) {
            return failed(rule, Clause.WINDOW, rule.hours().windows(), now);
        }
        boolean levelWanted = rule.levels().isEmpty() || rule.levels().contains(event.eventLevel());
        return levelWanted
                ? Optional.empty()
                : failed(rule, Clause.LEVEL, new TreeSet<>(rule.levels()), event.eventLevel());
    }

    private static Optional<Explanation> interest(
            Subscription rule, Clause clause, Set<String> wanted, List<String> found, UnlabelledPolicy unlabelled) {
        boolean unlabelledToEveryone = found.isEmpty() && unlabelled == UnlabelledPolicy.EVERYONE;
        boolean holds = wanted.isEmpty() || unlabelledToEveryone || !Collections.disjoint(wanted, found);
        return holds ? Optional.empty() : failed(rule, clause, new TreeSet<>(wanted), found);
    }

    private static Optional<Explanation> matchers(Subscription rule, PublishedEvent event) {
        return rule.matchers().stream()
                .filter(matcher -> !matcher.test().test(event))
                .findFirst()
                .flatMap(matcher -> failed(rule, Clause.MATCHERS, matcher, EventFields.of(event, matcher.name())));
    }

    private static Optional<Explanation> transition(Subscription rule, PublishedEvent event) {
        return event.over() && !rule.resolved()
                ? failed(rule, Clause.TRANSITION, "all but the end", event.transition())
                : Optional.empty();
    }

    private static Optional<Explanation> failed(Subscription rule, Clause clause, Object wanted, Object found) {
        return Optional.of(Explanation.failed(rule, clause, wanted, found));
    }

    private static MatchedTarget alsoNamed(MatchedTarget first, MatchedTarget again) {
        Collection<String> ids = new ArrayList<>(first.subscriptionIds());
        again.subscriptionIds().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        return new MatchedTarget(first.target(), List.copyOf(ids));
    }

    private record Address(String channel, String address) {}
}
