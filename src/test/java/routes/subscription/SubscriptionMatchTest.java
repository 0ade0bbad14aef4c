package routes.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static routes.subscription.MatchingFixtures.NOW;
import static routes.subscription.MatchingFixtures.aRule;
import static routes.subscription.MatchingFixtures.anEvent;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.Level;
import routes.event.MatchOperator;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.subscription.MatchingFixtures.Rule;
import routes.subscription.MatchingFixtures.Sample;
import routes.subscription.Subscription.Target;

class SubscriptionMatchTest {
    private static final String MATCHED = "matched";
    private static final Window OPEN = Window.of(List.of("MON"), "09:00", "11:00", ZoneOffset.UTC);
    private static final Window CLOSED = Window.of(List.of("TUE"), "09:00", "11:00", ZoneOffset.UTC);
    private static final Matcher HOST = new Matcher("host", MatchOperator.LIKE, "web-.*");

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("everyClause")
    void every_clause_decides_alone(String what, Rule rule, Sample event, String outcome) {
        assertOutcome(rule, event, UnlabelledPolicy.EVERYONE, outcome);
    }

    static Stream<Arguments> everyClause() {
        return Stream.of(
                arguments("nothing asked", aRule(), anEvent(), MATCHED),
                arguments("another agent", aRule().forAgent("chatops_interest_agent"), anEvent(), "agent_type"),
                arguments(
                        "the same agent",
                        aRule().forAgent("chatops_interest_agent"),
                        anEvent().fromAgent("chatops_interest_agent"),
                        MATCHED),
                arguments("switched off", aRule().inactive(), anEvent(), "inactive"),
                arguments("starts now", aRule().from(NOW), anEvent(), MATCHED),
                arguments("starts in a millisecond", aRule().from(NOW.plusMillis(1)), anEvent(), "time"),
                arguments("ends now", aRule().until(NOW), anEvent(), MATCHED),
                arguments("ended a millisecond ago", aRule().until(NOW.minusMillis(1)), anEvent(), "time"),
                arguments("vector 1: P0 only, P1 event", aRule().forLevels(Level.P0), anEvent(), "level"),
                arguments("one of two levels", aRule().forLevels(Level.P0, Level.P1), anEvent(), MATCHED),
                arguments("no level means all", aRule(), anEvent().atLevel(Level.P2), MATCHED),
                arguments("an open window", aRule().droppingOutside(OPEN), anEvent(), MATCHED),
                arguments("one of two windows", aRule().droppingOutside(CLOSED, OPEN), anEvent(), MATCHED),
                arguments("a closed window drops", aRule().droppingOutside(CLOSED), anEvent(), "window"),
                arguments("a closed window holds", aRule().holdingOutside(CLOSED), anEvent(), MATCHED),
                arguments("a label", aRule().matching(HOST), anEvent().labelled(Map.of("host", "web-1")), MATCHED),
                arguments(
                        "another label", aRule().matching(HOST), anEvent().labelled(Map.of("host", "db")), "matchers"),
                arguments("no label", aRule().matching(HOST), anEvent(), "matchers"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("interests")
    void interests_are_asked_one_by_one(String what, Rule rule, Sample event, String outcome) {
        assertOutcome(rule, event, UnlabelledPolicy.EVERYONE, outcome);
    }

    static Stream<Arguments> interests() {
        return Stream.of(
                arguments(
                        "vector 8: project",
                        aRule().forProjects("other"),
                        anEvent().ofProjects("shop"),
                        "project"),
                arguments("same project", aRule().forProjects("shop"), anEvent().ofProjects("x", "shop"), MATCHED),
                arguments(
                        "no case folding",
                        aRule().forProjects("Shop"),
                        anEvent().ofProjects("shop"),
                        "project"),
                arguments("no interest in projects", aRule(), anEvent().ofProjects("shop"), MATCHED),
                arguments("product", aRule().forProducts("db"), anEvent().ofProducts("web"), "product"),
                arguments(
                        "same product",
                        aRule().forProducts("db", "web"),
                        anEvent().ofProducts("web"),
                        MATCHED),
                arguments("customer", aRule().forCustomers("acme"), anEvent().ofCustomers("zeta"), "customer"),
                arguments(
                        "same customer", aRule().forCustomers("acme"), anEvent().ofCustomers("acme"), MATCHED),
                arguments(
                        "dimensions are asked independently",
                        aRule().forProjects("shop").forCustomers("acme"),
                        anEvent().ofProjects("shop").ofCustomers("zeta"),
                        "customer"));
    }

    @ParameterizedTest(name = "{0} under {3}: {4}")
    @MethodSource("unlabelledEvents")
    void the_policy_says_who_hears_of_an_event_without_labels(
            String what, Rule rule, Sample event, UnlabelledPolicy policy, String outcome) {
        assertOutcome(rule, event, policy, outcome);
    }

    static Stream<Arguments> unlabelledEvents() {
        UnlabelledPolicy everyone = UnlabelledPolicy.EVERYONE;
        UnlabelledPolicy unrestricted = UnlabelledPolicy.UNRESTRICTED_ONLY;
        return Stream.of(
                arguments("project interest", aRule().forProjects("shop"), anEvent(), everyone, MATCHED),
                arguments("project interest", aRule().forProjects("shop"), anEvent(), unrestricted, "project"),
                arguments("product interest", aRule().forProducts("db"), anEvent(), everyone, MATCHED),
                arguments("product interest", aRule().forProducts("db"), anEvent(), unrestricted, "product"),
                arguments("customer interest", aRule().forCustomers("acme"), anEvent(), everyone, MATCHED),
                arguments("customer interest", aRule().forCustomers("acme"), anEvent(), unrestricted, "customer"),
                arguments("no interest", aRule(), anEvent(), unrestricted, MATCHED),
                arguments("overlap", aRule().forProjects("shop"), anEvent().ofProjects("shop"), unrestricted, MATCHED));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("transitions")
    void recoveries_go_to_those_who_want_them(String what, Rule rule, Sample event, String outcome) {
        assertOutcome(rule, event, UnlabelledPolicy.EVERYONE, outcome);
    }

    static Stream<Arguments> transitions() {
        return Stream.of(
                arguments("wanted", aRule(), anEvent().after(Transition.RESOLVED), MATCHED),
                arguments(
                        "not wanted", aRule().withoutRecoveries(), anEvent().after(Transition.RESOLVED), "transition"),
                arguments("an opening", aRule().withoutRecoveries(), anEvent().after(Transition.OPENED), MATCHED),
                arguments(
                        "an escalation", aRule().withoutRecoveries(), anEvent().after(Transition.ESCALATED), MATCHED),
                arguments(
                        "the level counts too",
                        aRule().forLevels(Level.P0),
                        anEvent().after(Transition.RESOLVED),
                        "level"));
    }

    @Test
    void an_explanation_names_both_values() {
        Subscription rule = aRule().forLevels(Level.P2, Level.P0).build();

        Explanation explanation = SubscriptionMatch.explain(rule, anEvent().build(), NOW, UnlabelledPolicy.EVERYONE);

        assertThat(explanation)
                .isEqualTo(new Explanation(rule.id(), rule.name(), false, Clause.LEVEL, "[P0, P2]", "P1"));
    }

    @Test
    void a_target_is_served_once_by_the_first_that_names_it() {
        Target first = new Target("Webhook", "https://a.example/hook", null, "legacy");
        Target again = new Target("Webhook", "https://a.example/hook", null, "event.v1");
        Target chat = new Target("Lark", "oc_1", "cli_bot_0001", null);
        Target sameNameElsewhere = new Target("Slack", "oc_1", "bot_00000001", null);
        Subscription one = aRule().numbered(1).to(first, chat).build();
        Subscription two =
                aRule().numbered(2).to(again, sameNameElsewhere, again).build();

        List<MatchedTarget> targets = SubscriptionMatch.targetsOf(List.of(one, two));

        assertThat(targets)
                .containsExactly(
                        new MatchedTarget(first, List.of(one.id(), two.id())),
                        new MatchedTarget(chat, List.of(one.id())),
                        new MatchedTarget(sameNameElsewhere, List.of(two.id())));
        assertThat(targets.get(0).servedBy()).isEqualTo(one.id());
    }

    @Test
    void vector_7_without_subscriptions_there_are_no_targets() {
        SubscriptionIndex index = SubscriptionIndex.of(List.of(), UnlabelledPolicy.EVERYONE);

        List<Subscription> matches = index.match(anEvent().build(), NOW);

        assertThat(matches).isEmpty();
        assertThat(SubscriptionMatch.targetsOf(matches)).isEmpty();
    }

    private static void assertOutcome(Rule rule, Sample sample, UnlabelledPolicy policy, String outcome) {
        Subscription subscription = rule.build();
        PublishedEvent event = sample.build();

        Explanation explanation = SubscriptionMatch.explain(subscription, event, NOW, policy);
        List<Subscription> matched =
                SubscriptionIndex.of(List.of(subscription), policy).match(event, NOW);

        assertThat(Optional.ofNullable(explanation.failed())
                        .map(Clause::wireName)
                        .orElse(MATCHED))
                .isEqualTo(outcome);
        assertThat(explanation.matched()).isEqualTo(outcome.equals(MATCHED));
        assertThat(matched).hasSize(explanation.matched() ? 1 : 0);
    }

    @Test
    void an_explanation_names_the_matcher_and_what_the_event_has() {
        Explanation explanation = SubscriptionMatch.explain(
                aRule().matching(HOST).build(),
                anEvent().labelled(Map.of("host", "db-1")).build(),
                NOW,
                UnlabelledPolicy.EVERYONE);

        assertThat(explanation.wanted()).isEqualTo("host=~web-.*");
        assertThat(explanation.found()).isEqualTo("[db-1]");
    }
}
