package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.fakes.FakeZabbix;
import routes.kits.DataSourceContract;
import routes.kits.DataSourceSubject;
import routes.kits.LoopContract;
import routes.kits.PlatformRoute;

/** Zabbix holds to the kit, over its route, against a Zabbix 6.0. */
class ZabbixDataSourceTest extends DataSourceContract {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 2;
    private static PlatformRoute route;

    private final FakeZabbix zabbix = FakeZabbix.version("6.0.14");
    private final FakeZabbix another = FakeZabbix.version("6.0.14");
    private final Map<String, String> items = new LinkedHashMap<>();
    private ZabbixDataSource subject;

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
        subject = subject(route.calls());
        fill(zabbix);
    }

    private void fill(FakeZabbix zabbix) {
        for (String host : List.of("web1", "web10")) {
            zabbix.model().addHost(host);
            String item = zabbix.model().addItem(host, "system.cpu.load", 0);
            items.put(host, item);
            LongStream.range(0, DAYS * 1440)
                    .forEach(minute ->
                            zabbix.model().values().add(item, START.getEpochSecond() + 60 * minute, minute % 50));
        }
    }

    private static ZabbixDataSource subject(PlatformCall calls) {
        return new ZabbixDataSource(calls, new Quota(1000, 4), Clock.systemUTC());
    }

    @Nested
    class Loop extends LoopContract {
        @Override
        protected DataSourceSubject subject() {
            return ZabbixDataSourceTest.this;
        }

        @Override
        protected DataSource process(UnaryOperator<PlatformCall> watch) {
            return ZabbixDataSourceTest.subject(watch.apply(route.calls()));
        }

        @Override
        protected String ruleOfVeaiops(DesiredRule next) {
            String id = zabbix.model().triggers().byHand(next.name(), "min(/web1/system.cpu.load,3m)>99");
            zabbix.model().triggers().all().stream()
                    .filter(trigger -> trigger.path("triggerid").asText().equals(id))
                    .forEach(trigger -> trigger.withArray("tags")
                            .addObject()
                            .put("tag", "managed-by")
                            .put("value", "ve_aiops"));
            return id;
        }

        @Override
        protected void changeByHand(String remoteId) {
            zabbix.model().triggers().set(remoteId, "priority", "1");
        }

        @Override
        protected Map<String, String> moves() {
            fill(another);
            return Map.of("zabbix_api_url", another.url());
        }

        @Override
        protected void answerTooLate() {
            zabbix.nextLate(Duration.ofSeconds(5));
            route.hurryNext();
        }
    }

    @AfterEach
    void closeFake() {
        subject.close();
        zabbix.close();
        another.close();
    }

    @Test
    void a_login_is_made_once_and_ended_at_the_end() {
        subject.rules(cpu());
        subject.rules(cpu());
        int whileOpen = zabbix.openSessions();
        subject.close();

        assertThat(zabbix.logins()).isEqualTo(1);
        assertThat(whileOpen).isEqualTo(1);
        assertThat(zabbix.openSessions()).isZero();
    }

    @Test
    void a_session_that_zabbix_ended_is_opened_again() {
        subject.rules(cpu());
        zabbix.endSessions();

        assertThat(subject.rules(cpu())).isEmpty();
        assertThat(zabbix.logins()).isEqualTo(2);
    }

    @Test
    void a_test_of_the_connection_leaves_no_session() {
        subject.test(account());

        assertThat(zabbix.openSessions()).isZero();
    }

    @Override
    protected DataSource dataSource() {
        return subject;
    }

    @Override
    protected ObjectNode config(String name) {
        ObjectNode config = Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("connect_name", "zabbix")
                .put("metric_name", "system.cpu.load");
        items.forEach((host, item) ->
                config.withArray("targets").addObject().put("itemid", item).put("hostname", host));
        return config;
    }

    @Override
    protected Account account() {
        return account(FakeZabbix.PASSWORD);
    }

    @Override
    protected Account strangerAccount() {
        return account("guessed-wrong");
    }

    private Account account(String password) {
        return new Account(
                "65a0000000000000000000c1",
                "Zabbix",
                Map.of("zabbix_api_url", zabbix.url(), "zabbix_api_user", FakeZabbix.USER),
                Map.of("zabbix_api_password", Secret.of(password)));
    }

    @Override
    protected SeriesRange range() {
        return new SeriesRange(START, START.plus(Duration.ofHours(40)));
    }

    @Override
    protected RuleOrder order(double upper) {
        RuleBlock block = new RuleBlock(
                6,
                18,
                new RuleBlock.Bound(upper, Duration.ofMinutes(3)),
                new RuleBlock.Bound(5, Duration.ofMinutes(5)));
        return new RuleOrder(
                items.entrySet().stream()
                        .map(entry -> new RuleOrder.Series(
                                "system.cpu.load",
                                "system.cpu.load|hostname=" + entry.getKey() + ",itemid=" + entry.getValue(),
                                Map.of("hostname", entry.getKey(), "itemid", entry.getValue()),
                                List.of(block)))
                        .toList(),
                new RuleOrder.Policy(Level.P1, List.of("7"), List.of("3"), null, List.of("shop")));
    }

    @Override
    protected String handMadeRule(Source source, DesiredRule like) {
        return zabbix.model().triggers().byHand(like.name(), "min(/web1/system.cpu.load,3m)>99");
    }

    @Override
    protected boolean hasRule(String remoteId) {
        return remoteId.startsWith("action-")
                ? zabbix.model().actions().stream()
                        .anyMatch(action -> remoteId.equals(
                                "action-" + action.path("actionid").asText()))
                : zabbix.model().triggers().all().stream()
                        .anyMatch(trigger ->
                                remoteId.equals(trigger.path("triggerid").asText()));
    }

    @Override
    protected void switchOff(String remoteId) {
        zabbix.model().triggers().set(remoteId, "status", "1");
    }

    @Override
    protected void throttle(int times) {
        zabbix.throttle(times);
    }

    @Override
    protected void breakDown(int times) {
        zabbix.breakDown(times);
    }

    @Override
    protected int writes() {
        return zabbix.model().writes();
    }
}
