package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.fakes.FakeVolcengine;
import routes.fixtures.ManualClock;
import routes.kits.DataSourceContract;
import routes.kits.DataSourceSubject;
import routes.kits.LoopContract;
import routes.kits.PlatformRoute;

/** A Volcengine for the kit and for what is special about it. */
abstract class VolcengineArranged extends DataSourceContract {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final String CALLBACK = "https://hub.example/alarms/volcengine?token=door-token";
    static PlatformRoute route;

    final FakeVolcengine volcengine = new FakeVolcengine();
    VolcengineDataSource subject;

    @BeforeAll
    static void open() {
        route = PlatformRoute.start("volcengine");
    }

    @AfterAll
    static void shut() {
        route.close();
    }

    @BeforeEach
    void arrange() {
        subject = subject(route.calls());
        List.of("i-1", "i-10").forEach(id -> volcengine.addSeries(Map.of("ResourceID", id), time -> time % 300 / 10.0));
    }

    final ManualClock clock = new ManualClock(Instant.now());

    private VolcengineDataSource subject(PlatformCall calls) {
        VolcengineDataSource.Site site = new VolcengineDataSource.Site(
                volcengine.url(),
                "cn-beijing",
                ZoneId.of("Asia/Shanghai"),
                volcengine.url() + "/external/api/documents",
                Duration.ofMinutes(10),
                new AlarmCallbackUrl(CALLBACK),
                new Quota(1000, 4));
        return new VolcengineDataSource(calls, site, clock);
    }

    @Nested
    class Loop extends LoopContract {
        @Override
        protected DataSourceSubject subject() {
            return VolcengineArranged.this;
        }

        @Override
        protected DataSource process(UnaryOperator<PlatformCall> watch) {
            return VolcengineArranged.this.subject(watch.apply(route.calls()));
        }

        @Override
        protected String ruleOfVeaiops(DesiredRule next) {
            return volcengine.byHand(String.valueOf(next.formerName()), "VCM_ECS");
        }

        @Override
        protected void changeByHand(String remoteId) {
            ((ObjectNode) volcengine.rules().get(remoteId).path("Conditions").path(0)).put("Threshold", "99");
        }

        @Override
        protected Map<String, String> moves() {
            List.of("another-key", "cn-shanghai").forEach(volcengine::addPlace);
            return Map.of(
                    "volcengine_access_key_id", "another-key",
                    "region", "cn-shanghai",
                    "namespace", "VCM_RDS");
        }

        @Override
        protected void answerTooLate() {
            volcengine.nextLate(Duration.ofSeconds(5));
            route.hurryNext();
        }
    }

    @AfterEach
    void closeFake() {
        volcengine.close();
    }

    @Override
    protected DataSource dataSource() {
        return subject;
    }

    @Override
    protected ObjectNode config(String name) {
        return Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("connect_name", "volcengine")
                .put("region", "cn-beijing")
                .put("namespace", "VCM_ECS")
                .put("sub_namespace", "Instance")
                .put("metric_name", "CpuTotal")
                .put("metric_unit", "Percent")
                .put("statistics", "avg");
    }

    @Override
    protected Account account() {
        return account(FakeVolcengine.SECRET);
    }

    @Override
    protected Account strangerAccount() {
        return account("guessed-wrong");
    }

    private static Account account(String secret) {
        return new Account(
                "65a0000000000000000000c1",
                "Volcengine",
                Map.of("volcengine_access_key_id", FakeVolcengine.ACCESS_KEY),
                Map.of("volcengine_access_key_secret", Secret.of(secret)));
    }

    @Override
    protected SeriesRange range() {
        return new SeriesRange(START, START.plus(Duration.ofHours(40)));
    }

    @Override
    protected RuleOrder order(double upper) {
        RuleBlock block = new RuleBlock(
                0, 6, new RuleBlock.Bound(upper, Duration.ofMinutes(3)), new RuleBlock.Bound(5, Duration.ofMinutes(5)));
        return new RuleOrder(
                List.of("i-1", "i-10").stream()
                        .map(id -> new RuleOrder.Series(
                                "CpuTotal", "CpuTotal|ResourceID=" + id, Map.of("ResourceID", id), List.of(block)))
                        .toList(),
                new RuleOrder.Policy(Level.P1, List.of("g-1"), List.of("Email"), CALLBACK, List.of("shop")));
    }

    @Override
    protected String handMadeRule(Source source, DesiredRule like) {
        return volcengine.byHand(like.name(), "VCM_ECS");
    }

    @Override
    protected boolean hasRule(String remoteId) {
        return volcengine.rules().containsKey(remoteId);
    }

    @Override
    protected void switchOff(String remoteId) {
        volcengine.rules().get(remoteId).put("EnableState", "disable");
    }

    @Override
    protected void throttle(int times) {
        volcengine.throttle(times);
    }

    @Override
    protected void breakDown(int times) {
        volcengine.breakDown(times);
    }

    @Override
    protected int writes() {
        return volcengine.writes();
    }
}
