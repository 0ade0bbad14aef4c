package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.datasource.zabbix.ZabbixFixtures.block;
import static routes.datasource.zabbix.ZabbixFixtures.byToken;
import static routes.datasource.zabbix.ZabbixFixtures.order;
import static routes.datasource.zabbix.ZabbixFixtures.series;
import static routes.datasource.zabbix.ZabbixFixtures.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.Quota;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.fakes.FakeZabbix;
import routes.kits.PlatformRoute;

/** Items go by their ids: hosts and keys are only what they are called now (B-9, B-10). */
@Tag("slow")
class ZabbixNamesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static PlatformRoute route;

    private final FakeZabbix zabbix = FakeZabbix.version("7.0.3");
    private final ZabbixDataSource subject = new ZabbixDataSource(route.calls(), new Quota(1000, 4), Clock.systemUTC());
    private String item;

    @BeforeAll
    static void open() {
        route = PlatformRoute.start("zabbix");
    }

    @AfterAll
    static void shut() {
        route.close();
    }

    @BeforeEach
    void arrange() {
        zabbix.model().addHost("web-1");
        item = zabbix.model().addItem("web-1", "system.cpu.load", 0);
        zabbix.model().values().addMinutes(item, START.getEpochSecond(), 1, 2, 3);
    }

    @AfterEach
    void closeFake() {
        subject.close();
        zabbix.close();
    }

    @Test
    void a_config_that_names_an_item_by_another_key_or_host_or_that_is_not_there_is_refused_with_the_remedy() {
        zabbix.model().addHost("web-2");
        String other = zabbix.model().addItem("web-1", "other.key", 0);

        assertThatCode(() -> check(item, "web-1")).doesNotThrowAnyException();
        assertThatCode(() -> check(item, "web-1 (visible)"))
                .as("the name that VeAIOps' web UI sends")
                .doesNotThrowAnyException();
        refused(other, "web-1", "correct metric_name or the itemid");
        refused(item, "web-2", "is of the host web-1, and hostname is web-2");
        refused(item, "wbe-1", "correct hostname");
        refused("999999", "web-1", "sees no item 999999");
    }

    @Test
    void values_of_an_item_with_another_key_are_not_learned_from() {
        zabbix.model().setItem(item, "key_", "other.key");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("other_item"))
                .hasMessageContaining("correct metric_name or the itemid");
    }

    @Test
    void a_host_that_was_renamed_is_learned_from_until_another_one_has_its_name() {
        zabbix.model().renameHost("web-1", "web-1-old");
        assertThatCode(this::read).doesNotThrowAnyException();

        zabbix.model().addHost("web-1");

        assertThatThrownBy(this::read)
                .isInstanceOf(PlatformFailure.BadRequest.class)
                .hasMessageContaining("is of the host web-1-old, and hostname is web-1");
    }

    @Test
    void a_host_that_was_renamed_keeps_its_rule_and_a_new_one_of_its_name_never_gets_it() {
        String id = subject.apply(arranged(), new RuleOperation.Create(drafted()));

        zabbix.model().renameHost("web-1", "web-1-old");
        zabbix.model().addHost("web-1");
        zabbix.model().addItem("web-1", "system.cpu.load", 0);

        assertThat(subject.rules(arranged())).singleElement().satisfies(rule -> {
            assertThat(rule.remoteId()).isEqualTo(id);
            assertThat(rule.ruleId()).isEqualTo(drafted().id());
            assertThat(rule.hash())
                    .as("nothing is to be changed")
                    .isEqualTo(drafted().hash());
            assertThat(rule.content().path("expression").asText()).contains("/web-1-old/");
        });
    }

    @Test
    void an_item_that_was_deleted_is_known_to_be_gone() {
        subject.apply(arranged(), new RuleOperation.Create(drafted()));

        zabbix.model().deleteItem(item);

        assertThat(subject.draftRules(arranged(), wanted()).rules()).isEmpty();
        assertThat(subject.draftRules(arranged(), wanted()).problems()).isEmpty();
    }

    @Test
    void what_is_written_is_evaluated_over_the_history_that_zabbix_gives() {
        for (int minute = 0; minute < 120; minute++) {
            zabbix.model()
                    .values()
                    .add(item, START.plusSeconds(3600 + 60L * minute).getEpochSecond(), minute / 10 == 5 ? 99 : 20);
        }
        Source source = arranged();
        SeriesRange range = new SeriesRange(START, START.plusSeconds(4 * 3600));
        RuleOrder order = order(Level.P1, List.of("7"), List.of("3"), series("web-1", block(0, 24, 60.0, null)));
        subject.draftRules(source, order)
                .rules()
                .forEach(rule -> subject.apply(source, new RuleOperation.Create(rule)));
        List<ExistingRule> written = subject.rules(source);

        assertThat(subject.evaluate(source, written.get(0), range).orElseThrow().alarms())
                .containsExactly(START.plusSeconds(3600 + 52 * 60));
        assertThat(subject.evaluate(source, written.get(1), range).orElseThrow().alarms())
                .as("an action")
                .isEmpty();
        zabbix.model().triggers().set(written.get(0).remoteId(), "expression", "last(/web-1/system.cpu.load,60s)>1");
        assertThatThrownBy(() -> subject.evaluate(source, subject.rules(source).get(0), range))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("other_expression"));
    }

    @Test
    void a_trigger_that_a_person_took_over_is_left_alone() {
        String id = subject.apply(arranged(), new RuleOperation.Create(drafted()));
        ((ObjectNode) zabbix.model().triggers().all().get(0).path("tags").path(0)).put("value", "alice");

        assertThat(subject.rules(arranged())).singleElement().satisfies(rule -> {
            assertThat(rule.ours()).isFalse();
            assertThat(rule.ruleId()).isEqualTo(drafted().id());
        });
        assertThatThrownBy(() -> subject.apply(arranged(), new RuleOperation.Create(drafted())))
                .hasMessageContaining("is left alone");
        subject.deleteAllRules(arranged());
        assertThat(zabbix.model().triggers().all()).singleElement().satisfies(trigger -> assertThat(
                        trigger.path("triggerid").asText())
                .isEqualTo(id));
    }

    @Test
    void what_people_do_to_a_trigger_is_seen() {
        String id = subject.apply(arranged(), new RuleOperation.Create(drafted()));
        zabbix.model().triggers().set(id, "priority", "5");
        zabbix.model().triggers().set(id, "status", "1");

        ExistingRule seen = subject.rules(arranged()).get(0);

        assertThat(seen.hash()).isNotEqualTo(drafted().hash());
        assertThat(seen.enabled()).isFalse();
    }

    private Source arranged() {
        return source(byToken(zabbix.url()), "UTC", item, "web-1");
    }

    private RuleOrder wanted() {
        return order(Level.P1, List.of(), List.of(), series("web-1", block(6, 18, 60.0, 5.0)));
    }

    private DesiredRule drafted() {
        return subject.draftRules(arranged(), wanted()).rules().get(0);
    }

    private void read() {
        subject.fetchSlot(arranged(), new SeriesRange(START, START.plusSeconds(600)));
    }

    private void check(String id, String host) {
        Source source = source(byToken(zabbix.url()), "UTC", id, host);
        subject.checkAtPlatform(source.account(), source.config());
    }

    private void refused(String id, String host, String why) {
        assertThatThrownBy(() -> check(id, host))
                .isInstanceOfSatisfying(RefusedRequest.class, refusal -> assertThat(refusal.field())
                        .contains("targets[0].itemid"))
                .hasMessageContaining(why);
    }
}
