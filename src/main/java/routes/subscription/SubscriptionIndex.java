package routes.subscription;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.alarm.Level;
import routes.event.EventFields;
import routes.event.MatchOperator;
import routes.event.PublishedEvent;

/**
 * Subscriptions compiled for matching: one set of bits per wanted value, so that an event costs a few set operations
 * and not a check of each subscription. Immutable; answers what a scan with {@link SubscriptionMatch} would.
 */
public final class SubscriptionIndex {
    private static final BitSet NONE = new BitSet();

    private final List<Compiled> rules;
    private final Map<String, BitSet> byAgentType = new HashMap<>();
    private final Map<Level, BitSet> byLevel = new EnumMap<>(Level.class);
    private final BitSet wantsRecoveries = new BitSet();
    private final List<Dimension> dimensions;
    private final Map<String, Subscription> byId;

    private SubscriptionIndex(List<Subscription> rules, UnlabelledPolicy unlabelled) {
        this.rules = rules.stream().map(Compiled::of).toList();
        this.byId = rules.stream().collect(Collectors.toMap(Subscription::id, Function.identity(), (one, same) -> one));
        Stream<Dimension> owners = Stream.of(
                new Dimension(rules, Subscription::products, PublishedEvent::product, unlabelled),
                new Dimension(rules, Subscription::projects, PublishedEvent::project, unlabelled),
                new Dimension(rules, Subscription::customers, PublishedEvent::customer, unlabelled));
        this.dimensions = Stream.concat(owners, equalities(rules)).toList();
        for (int bit = 0; bit < rules.size(); bit++) {
            addStanding(bit, rules.get(bit));
        }
    }

    /** Compiles those of the subscriptions that are active, in natural order. */
    public static SubscriptionIndex of(Collection<Subscription> subscriptions, UnlabelledPolicy unlabelled) {
        List<Subscription> active = subscriptions.stream()
                .filter(Subscription::active)
                .sorted(Comparator.comparingInt(Subscription::order))
                .toList();
        return new SubscriptionIndex(active, unlabelled);
    }

    /** The active subscriptions that match the event, in natural order. */
    public List<Subscription> match(PublishedEvent event, Instant now) {
        BitSet candidates =
                (BitSet) byAgentType.getOrDefault(event.agentType(), NONE).clone();
        candidates.and(byLevel.getOrDefault(event.eventLevel(), NONE));
        if (event.over()) {
            candidates.and(wantsRecoveries);
        }
        dimensions.forEach(dimension -> dimension.narrow(candidates, event));
        return candidates.stream()
                .mapToObj(rules::get)
                .filter(rule -> rule.matchers().test(event))
                .map(Compiled::rule)
                .filter(rule -> SubscriptionMatch.within(rule, now))
                .toList();
    }

    /** An active subscription, whatever it matches. */
    public Optional<Subscription> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The active subscriptions that name such a target, in natural order. */
    public List<Subscription> naming(Predicate<Subscription.Target> target) {
        return rules.stream()
                .map(Compiled::rule)
                .filter(rule -> rule.targets().stream().anyMatch(target))
                .toList();
    }

    /** How many active subscriptions it holds. */
    public int size() {
        return rules.size();
    }

    /** Rules that want one value of a name are found by it, and not by asking each of them. */
    private static Stream<Dimension> equalities(List<Subscription> rules) {
        Set<String> names = rules.stream()
                .flatMap(rule -> rule.matchers().stream())
                .filter(SubscriptionIndex::wantsOneValue)
                .map(Matcher::name)
                .collect(Collectors.toSet());
        return names.stream()
                .map(name -> new Dimension(
                        rules,
                        rule -> wantedValue(rule, name),
                        event -> EventFields.of(event, name),
                        UnlabelledPolicy.UNRESTRICTED_ONLY));
    }

    private static Set<String> wantedValue(Subscription rule, String name) {
        return rule.matchers().stream()
                .filter(matcher -> matcher.name().equals(name) && wantsOneValue(matcher))
                .map(Matcher::value)
                .limit(1)
                .collect(Collectors.toSet());
    }

    private static boolean wantsOneValue(Matcher matcher) {
        return matcher.op() == MatchOperator.EQUAL && !matcher.holdsForNothing();
    }

    private void addStanding(int bit, Subscription rule) {
        mark(byAgentType, rule.agentType(), bit);
        Set<Level> levels = rule.levels().isEmpty() ? Set.of(Level.values()) : rule.levels();
        levels.forEach(level -> mark(byLevel, level, bit));
        wantsRecoveries.set(bit, rule.resolved());
    }

    private static <K> void mark(Map<K, BitSet> bits, K key, int bit) {
        bits.computeIfAbsent(key, absent -> new BitSet()).set(bit);
    }

    /** A rule with its matchers ready to be asked. */
    private record Compiled(Subscription rule, Predicate<PublishedEvent> matchers) {
        static Compiled of(Subscription rule) {
            return new Compiled(rule, Matcher.all(rule.matchers()));
        }
    }

    /** One of project, product and customer, or a name whose value matchers want. */
    private static final class Dimension {
        private final Map<String, BitSet> interested = new HashMap<>();
        private final BitSet unrestricted = new BitSet();
        private final Function<PublishedEvent, List<String>> values;
        private final boolean unlabelledToEveryone;

        Dimension(
                List<Subscription> rules,
                Function<Subscription, Set<String>> interests,
                Function<PublishedEvent, List<String>> values,
                UnlabelledPolicy unlabelled) {
            this.values = values;
            this.unlabelledToEveryone = unlabelled == UnlabelledPolicy.EVERYONE;
            for (int bit = 0; bit < rules.size(); bit++) {
                add(bit, interests.apply(rules.get(bit)));
            }
        }

        void narrow(BitSet candidates, PublishedEvent event) {
            List<String> found = values.apply(event);
            if (found.isEmpty() && unlabelledToEveryone) {
                return;
            }
            BitSet accepting = (BitSet) unrestricted.clone();
            found.forEach(value -> accepting.or(interested.getOrDefault(value, NONE)));
            candidates.and(accepting);
        }

        private void add(int bit, Set<String> interests) {
            unrestricted.set(bit, interests.isEmpty());
            interests.forEach(value -> mark(interested, value, bit));
        }
    }
}
