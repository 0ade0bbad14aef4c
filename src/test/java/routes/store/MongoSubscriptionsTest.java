package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.subscription.SubscriptionFixtures.NOW;
import static routes.subscription.SubscriptionFixtures.NO_HOOK;
import static routes.subscription.SubscriptionFixtures.aFilter;
import static routes.subscription.SubscriptionFixtures.rule;
import static routes.subscription.SubscriptionFixtures.strategy;
import static routes.subscription.SubscriptionFixtures.wanted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.DBRef;
import com.mongodb.client.MongoCollection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.common.repository.Repository.Outcome;
import routes.common.security.Sealed;
import routes.subscription.Stamps;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.SubscriptionFixtures.FilterSample;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRule.Hook;
import routes.subscription.WebhookFormat;

@Tag("slow")
class MongoSubscriptionsTest {
    private static final WireServer SERVER = WireServer.start();
    private static final Query ALL = aFilter().build();

    private final Map<String, Long> written = new HashMap<>();
    private final ChangeCounter changes = new ChangeCounter(SERVER.database(), "subscriptions");
    private final MongoSubscriptionRules rules = new MongoSubscriptionRules(SERVER.database(), changes, written::put);
    private final MongoInformStrategies strategies = new MongoInformStrategies(SERVER.database(), changes);
    private final MongoSubscriptionSource source = new MongoSubscriptionSource(SERVER.database(), changes);
    private final MongoCollection<Document> stored = SERVER.database().getCollection("veaiops__event_subscribe");

    @BeforeEach
    void empty() {
        SERVER.database().drop();
        StoreIndexes.create(SERVER.database());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_subscription_comes_back_as_it_was_written() {
        Hook hook = new Hook(
                true,
                "https://a.example",
                Map.of("X-Key", new Sealed("v1:k1:AAAA")),
                WebhookFormat.EVENT_V1,
                new Sealed("v1:k1:BBBB"));
        SubscriptionRule written = rule(rules.newId(), "shop", List.of(rules.newId()), hook);

        rules.insert(written);

        assertThat(rules.find(written.id())).contains(written);
        assertThat(rules.find(rules.newId())).isEmpty();
    }

    @Test
    void links_have_the_shape_that_the_reference_writes() {
        String strategyId = strategies.newId();
        rules.insert(rule(rules.newId(), "shop", List.of(strategyId), NO_HOOK));

        Document document = stored.find().first();

        assertThat(document.getList("inform_strategy_ids", DBRef.class))
                .containsExactly(new DBRef("veaiops__event_inform_strategy", new ObjectId(strategyId)));
    }

    @Test
    void documents_of_the_reference_are_taken_over() {
        String one = strategies.newId();
        String two = strategies.newId();
        strategies.insert(strategy(one, "by reference", "oc_1"));
        strategies.insert(strategy(two, "by id", "oc_2"));
        stored.insertOne(documentOfTheReference(one, two));

        SubscriptionRule read = rules.page(ALL, 0, 10).items().get(0);
        Subscription matched = source.load().get(0);

        assertThat(read.strategyIds()).containsExactly(one, two);
        assertThat(read.hook().headers()).containsEntry("Authorization", new Sealed("Bearer plain"));
        assertThat(read.stamps()).isEqualTo(new Stamps(null, null, null, null));
        assertThat(matched.active()).isTrue();
        assertThat(matched.resolved()).isTrue();
        assertThat(matched.levels()).isEmpty();
        assertThat(matched.endTime()).isAfter(NOW);
        assertThat(matched.targets())
                .containsExactly(
                        new Target("Webhook", "https://old.example", null, "legacy"),
                        new Target("Lark", "oc_1", "cli_00000001", null),
                        new Target("Lark", "oc_2", "cli_00000001", null));
    }

    private static Document documentOfTheReference(String linked, String named) {
        return new Document("name", "old")
                .append("agent_type", "intelligent_threshold_agent")
                .append(
                        "inform_strategy_ids",
                        List.of(
                                new Document("$ref", "veaiops__event_inform_strategy")
                                        .append("$id", new ObjectId(linked)),
                                new ObjectId(named)))
                .append("start_time", Date.from(NOW))
                .append("enable_webhook", true)
                .append("webhook_endpoint", "https://old.example")
                .append("webhook_headers", new Document("Authorization", "Bearer plain"));
    }

    @Test
    void fields_of_wrong_types_never_stop_a_load() {
        stored.insertOne(new Document("name", 7)
                .append("event_level", List.of("P9", 3))
                .append("inform_strategy_ids", "none")
                .append("webhook_headers", List.of())
                .append("start_time", "yesterday"));

        assertThat(source.load()).hasSize(1);
        assertThat(rules.page(ALL, 0, 10).total()).isOne();
    }

    @Test
    void inactive_and_deleted_strategies_have_no_targets() {
        String inactive = strategies.newId();
        strategies.insert(strategy(inactive, "inactive", "oc_1"));
        rules.insert(rule(rules.newId(), "shop", List.of(inactive, strategies.newId()), NO_HOOK));
        assertThat(source.load().get(0).targets()).hasSize(1);

        strategies.set(inactive, Records.tree(Map.of("is_active", false)));

        assertThat(source.load().get(0).targets()).isEmpty();
    }

    @Test
    void an_update_writes_the_named_fields_only() {
        SubscriptionRule before = rule(rules.newId(), "shop", List.of(), NO_HOOK);
        rules.insert(before);
        SubscriptionRule changed = new SubscriptionRule(
                before.id(),
                wanted("renamed", List.of("p")),
                List.of(rules.newId()),
                NO_HOOK,
                false,
                false,
                before.stamps().updated(NOW.plusSeconds(5)));

        Outcome written = rules.set(before.id(), tree(changed, "name", "updated_at"));

        SubscriptionRule after = rules.find(before.id()).orElseThrow();
        assertThat(written).isEqualTo(Outcome.DONE);
        assertThat(after.wanted().name()).isEqualTo("renamed");
        assertThat(after.wanted().projects()).isEmpty();
        assertThat(after.strategyIds()).isEmpty();
        assertThat(after.active()).isTrue();
        assertThat(after.stamps().updatedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(rules.set(rules.newId(), tree(changed, "name"))).isEqualTo(Outcome.MISSING);
    }

    @Test
    void every_write_moves_the_version_and_a_read_or_a_miss_does_not() {
        long start = changes.value();
        SubscriptionRule rule = rule(rules.newId(), "shop", List.of(), NO_HOOK);
        String strategyId = strategies.newId();

        rules.insert(rule);
        rules.set(rule.id(), tree(rule, "name"));
        rules.set(rule.id(), tree(rule, "is_active"));
        assertThat(written).containsExactly(Map.entry(rule.id(), start + 3));
        strategies.insert(strategy(strategyId, "s", "oc_1"));
        strategies.replace(strategy(strategyId, "t", "oc_2"));
        strategies.set(strategyId, Records.tree(Map.of("is_active", false)));
        strategies.delete(strategyId);
        rules.delete(rule.id());
        assertThat(changes.value()).isEqualTo(start + 8);

        rules.delete(rule.id());
        rules.set(rule.id(), tree(rule, "is_active"));
        rules.page(ALL, 0, 1);
        assertThat(changes.value()).isEqualTo(start + 8);
    }

    @Test
    void every_filter_of_the_list_works() {
        insert("Shop (EU)", List.of("shop"), new Hook(true, "https://a", null, WebhookFormat.LEGACY, null));
        insert("all projects", List.of(), NO_HOOK);
        insert("other", List.of("other"), NO_HOOK);
        stored.insertOne(new Document("name", "null projects").append("is_active", false));

        assertThat(names(aFilter().named("(eu"))).containsExactly("Shop (EU)");
        assertThat(names(aFilter().named(".*"))).isEmpty();
        assertThat(names(aFilter().forAgent("other_agent"))).isEmpty();
        assertThat(names(aFilter().atLevels(Level.P1))).isEmpty();
        assertThat(names(aFilter().atLevels(Level.P0, Level.P1))).hasSize(3);
        assertThat(names(aFilter().withWebhook(true))).containsExactly("Shop (EU)");
        assertThat(names(aFilter().withWebhook(false))).containsExactly("all projects", "other", "null projects");
        assertThat(names(aFilter().ofProjects("shop"))).containsExactly("Shop (EU)", "all projects", "null projects");
        assertThat(names(aFilter().ofProducts("db").ofCustomers("acme"))).hasSize(4);
        assertThat(names(aFilter().activeOnly())).containsExactly("Shop (EU)", "all projects", "other");
    }

    @Test
    void a_list_is_paged_and_knows_its_total() {
        insert("1", List.of(), NO_HOOK);
        insert("2", List.of(), NO_HOOK);
        insert("3", List.of(), NO_HOOK);

        assertThat(rules.page(ALL, 1, 1).items())
                .extracting(rule -> rule.wanted().name())
                .containsExactly("2");
        assertThat(rules.page(ALL, 1, 1).total()).isEqualTo(3);
    }

    @Test
    void a_strategy_name_is_taken_once() {
        String first = strategies.newId();
        String second = strategies.newId();
        assertThat(strategies.insert(strategy(first, "night", "oc_1"))).isEqualTo(Outcome.DONE);
        assertThat(strategies.insert(strategy(second, "day", "oc_1"))).isEqualTo(Outcome.DONE);

        assertThat(strategies.insert(strategy(strategies.newId(), "night", "oc_1")))
                .isEqualTo(Outcome.TAKEN);
        assertThat(strategies.replace(strategy(second, "night", "oc_1"))).isEqualTo(Outcome.TAKEN);

        assertThat(strategies.page(Query.ALL, 0, 10).total()).isEqualTo(2);
        assertThat(strategies.findAll(List.of(second, strategies.newId(), first)))
                .extracting(strategy -> strategy.name())
                .containsExactly("day", "night");
    }

    @Test
    void a_template_is_one_for_each_agent_and_channel() {
        MongoCardTemplates templates = new MongoCardTemplates(SERVER.database());
        templates.put(List.of("a", "b"), "Lark", "t1", NOW);
        String id = templates.put(List.of("a"), "Lark", "t2", NOW).get(0).id();
        templates.set(id, Records.tree(Map.of("is_active", false)));

        assertThat(templates.put(List.of("a"), "Lark", "t3", NOW))
                .singleElement()
                .satisfies(template -> {
                    assertThat(template.id()).isEqualTo(id);
                    assertThat(template.templateId()).isEqualTo("t3");
                    assertThat(template.active()).isTrue();
                });
        assertThat(templates.page(Query.ALL.equal("channel", "Lark"), 0, 10).total())
                .isEqualTo(2);
    }

    private static ObjectNode tree(SubscriptionRule rule, String... fields) {
        return Records.tree(rule).retain(fields);
    }

    private void insert(String name, List<String> projects, Hook hook) {
        rules.insert(new SubscriptionRule(
                rules.newId(), wanted(name, projects), List.of(), hook, true, true, Stamps.created(NOW)));
    }

    private List<String> names(FilterSample filter) {
        return rules.page(filter.build(), 0, 100).items().stream()
                .map(rule -> rule.wanted().name())
                .toList();
    }
}
