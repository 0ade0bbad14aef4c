package routes.datasource.@package@;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import routes.alarm.Level;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.Quota;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.fakes.PlatformAnswer;
import routes.kits.DataSourceContract;
import routes.kits.PlatformRoute;
import routes.common.security.Secret;

/** @Name@ keeps the contract of data sources (routes.kits.DataSourceContract), over its route, on a fake of the platform. */
class @Name@DataSourceTest extends DataSourceContract {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static PlatformRoute route;

    private Fake@Name@ platform;
    private @Name@DataSource subject;

    @BeforeAll
    static void open() {
        route = PlatformRoute.start("@package@");
    }

    @AfterAll
    static void shut() {
        route.close();
    }

    @BeforeEach
    void arrange() {
        platform = new Fake@Name@();
        subject = new @Name@DataSource(
                route.calls(), new @Name@Config(new Quota(1000, 4), Duration.ofHours(6)));
    }

    @AfterEach
    void closeFake() {
        platform.close();
    }

    @Override
    protected DataSource dataSource() {
        return subject;
    }

    @Override
    protected ObjectNode config(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("connect_name", "@package@")
                .put("metric_name", "cpu_total");
    }

    @Override
    protected Account account() {
        return account(Fake@Name@.TOKEN);
    }

    @Override
    protected Account strangerAccount() {
        return account("guessed-wrong");
    }

    @Override
    protected SeriesRange range() {
        return new SeriesRange(START, START.plus(Duration.ofHours(20)));
    }

    @Override
    protected RuleOrder order(double upper) {
        RuleBlock block = new RuleBlock(0, 24, new RuleBlock.Bound(upper, Duration.ofMinutes(3)), new RuleBlock.Bound(5, Duration.ofMinutes(3)));
        return new RuleOrder(
                Fake@Name@.HOSTS.stream()
                        .map(host -> new RuleOrder.Series(
                                "cpu_total", "cpu_total|host=" + host, Map.of("host", host), List.of(block)))
                        .toList(),
                new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of()));
    }

    @Override
    protected String handMadeRule(Source source, DesiredRule like) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode().put("name", like.name()).put("enabled", true);
        rule.set("content", like.content());
        return platform.put("by-hand", rule);
    }

    @Override
    protected boolean hasRule(String remoteId) {
        return platform.has(remoteId);
    }

    @Override
    protected void switchOff(String remoteId) {
        platform.switchOff(remoteId);
    }

    @Override
    protected void throttle(int times) {
        platform.fail(times, PlatformAnswer.json(429, Map.of("error", "slow down")));
    }

    @Override
    protected void breakDown(int times) {
        platform.fail(times, PlatformAnswer.json(503, Map.of("error", "away")));
    }

    @Override
    protected int writes() {
        return platform.writes();
    }

    private Account account(String token) {
        return new Account(
                "65b000000000000000000001",
                "@Name@",
                Map.of(@Name@Api.URL, platform.url()),
                Map.of(@Name@Api.TOKEN, Secret.of(token)));
    }
}
