package routes.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.subscription.MatchingFixtures.NOW;
import static routes.subscription.MatchingFixtures.THRESHOLD;
import static routes.subscription.MatchingFixtures.aRule;
import static routes.subscription.MatchingFixtures.anEvent;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.event.MatchOperator;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.subscription.MatchingFixtures.Rule;

class SubscriptionIndexTest {
    @Property(tries = 500)
    void the_index_answers_what_a_scan_answers(
            @ForAll("rules") List<Rule> rules,
            @ForAll("events") PublishedEvent event,
            @ForAll UnlabelledPolicy policy) {
        List<Subscription> subscriptions = new ArrayList<>();
        rules.forEach(
                rule -> subscriptions.add(rule.numbered(subscriptions.size()).build()));

        List<Subscription> matched = SubscriptionIndex.of(subscriptions, policy).match(event, NOW);

        assertThat(matched)
                .containsExactlyElementsOf(subscriptions.stream()
                        .filter(rule -> SubscriptionMatch.explain(rule, event, NOW, policy)
                                .matched())
                        .toList());
    }

    @Test
    void matches_come_in_natural_order() {
        List<Subscription> shuffled = List.of(
                aRule().numbered(7).build(),
                aRule().numbered(2).build(),
                aRule().numbered(5).build());

        List<Subscription> matched = SubscriptionIndex.of(shuffled, UnlabelledPolicy.EVERYONE)
                .match(anEvent().build(), NOW);

        assertThat(matched).extracting(Subscription::order).containsExactly(2, 5, 7);
    }

    @Test
    void a_policy_that_nobody_knows_is_refused() {
        assertThat(UnlabelledPolicy.named("everyone")).isEqualTo(UnlabelledPolicy.EVERYONE);
        assertThat(UnlabelledPolicy.named("unrestricted-only")).isEqualTo(UnlabelledPolicy.UNRESTRICTED_ONLY);
        assertThatThrownBy(() -> UnlabelledPolicy.named("nobody")).hasMessageContaining("nobody");
    }

    @Test
    void ten_thousand_subscriptions_by_label_are_found_by_the_value_and_not_asked_one_by_one() {
        List<Subscription> many = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            many.add(aRule().numbered(number)
                    .matching(new Matcher("team", MatchOperator.EQUAL, "team-" + number % 2_000))
                    .build());
        }
        SubscriptionIndex index = SubscriptionIndex.of(many, UnlabelledPolicy.EVERYONE);
        PublishedEvent event = anEvent().labelled(Map.of("team", "team-7")).build();

        assertThat(index.match(event, NOW)).extracting(Subscription::order).containsExactly(7, 2007, 4007, 6007, 8007);
        assertThat(index.match(anEvent().build(), NOW)).isEmpty();
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<Rule> interests = Combinators.combine(names(), names(), names())
                .as((projects, products, customers) ->
                        aRule().forProjects(projects).forProducts(products).forCustomers(customers));
        return Combinators.combine(interests, agents(), windows(), levels(), flags(), matchers(), hours())
                .as((rule, agent, window, wanted, flags, matchers, hours) ->
                        standing(hours.apply(rule.matching(matchers)), agent, window, wanted, flags))
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<PublishedEvent> events() {
        return Combinators.combine(
                        names(),
                        names(),
                        names(),
                        agents(),
                        Arbitraries.of(Level.class),
                        Arbitraries.of(Transition.class),
                        labels())
                .as((projects, products, customers, agent, level, transition, labels) -> anEvent()
                        .labelled(labels)
                        .ofProjects(projects)
                        .ofProducts(products)
                        .ofCustomers(customers)
                        .fromAgent(agent)
                        .atLevel(level)
                        .after(transition)
                        .build());
    }

    private static Rule standing(Rule rule, String agent, int[] window, Level[] levels, int flags) {
        rule.forAgent(agent).from(NOW.plusSeconds(window[0])).until(NOW.plusSeconds(window[1]));
        rule.forLevels(levels);
        if (flags == 1) {
            rule.inactive();
        }
        return flags == 2 ? rule.withoutRecoveries() : rule;
    }

    private static Arbitrary<String[]> names() {
        return Arbitraries.of("a", "b", "c", "A").set().ofMaxSize(3).map(set -> set.toArray(String[]::new));
    }

    private static Arbitrary<String> agents() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(THRESHOLD)), Tuple.of(1, Arbitraries.just("chatops_interest_agent")));
    }

    private static Arbitrary<int[]> windows() {
        return Arbitraries.of(
                new int[] {-9, 9}, new int[] {0, 0}, new int[] {-9, -1}, new int[] {1, 9}, new int[] {-9, 0});
    }

    private static Arbitrary<Level[]> levels() {
        return Arbitraries.of(Level.class).set().ofMaxSize(3).map(set -> set.toArray(Level[]::new));
    }

    private static Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("host", "env"), Arbitraries.of("a", "b", ""))
                .ofMaxSize(2);
    }

    private static Arbitrary<Matcher[]> matchers() {
        Arbitrary<Matcher> one = Combinators.combine(
                        Arbitraries.of("host", "env", "project", "level", "label:host"),
                        Arbitraries.of(MatchOperator.values()),
                        Arbitraries.of("a", "b", "", "P1"))
                .as(Matcher::new);
        return one.list().ofMaxSize(3).map(list -> list.toArray(Matcher[]::new));
    }

    private static Arbitrary<UnaryOperator<Rule>> hours() {
        Window open = Window.of(List.of("MON"), "09:00", "11:00", ZoneOffset.UTC);
        Window closed = Window.of(List.of(), "10:01", "10:00", ZoneOffset.UTC);
        return Arbitraries.of(
                rule -> rule,
                rule -> rule.droppingOutside(closed, open),
                rule -> rule.droppingOutside(closed),
                rule -> rule.holdingOutside(closed));
    }

    private static Arbitrary<Integer> flags() {
        return Arbitraries.of(0, 0, 0, 1, 2);
    }
}
