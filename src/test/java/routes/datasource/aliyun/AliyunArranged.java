package routes.datasource.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
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
import org.junit.jupiter.api.Test;
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
import routes.fakes.FakeAliyun;
import routes.fakes.PlatformAnswer;
import routes.kits.DataSourceContract;
import routes.kits.DataSourceSubject;
import routes.kits.LoopContract;
import routes.kits.PlatformRoute;
import routes.kits.RuleLoop;
import routes.threshold.rule.PlannedRule;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RuleReason;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncRecord;

/** A CloudMonitor for the kit and for what is special about it. */
abstract class AliyunArranged extends DataSourceContract {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final String CALLBACK = "https://hub.example/alarms/aliyun?token=door-token";
    static PlatformRoute route;

    final FakeAliyun aliyun = new FakeAliyun();
    AliyunDataSource subject;

    @BeforeAll
    static void open() {
        route = PlatformRoute.start("aliyun");
    }

    @AfterAll
    static void shut() {
        route.close();
    }

    @BeforeEach
    void arrange() {
        subject = subject(false);
        List.of("i-1", "i-10")
                .forEach(id -> aliyun.model().addSeries(Map.of("instanceId", id), time -> time % 300 / 10.0));
    }

    AliyunDataSource subject(boolean rpc) {
        return subject(rpc, route.calls());
    }

    private AliyunDataSource subject(boolean rpc, PlatformCall calls) {
        AliyunDataSource.RuleClock clock = new AliyunDataSource.RuleClock(
                ZoneId.of("Asia/Shanghai"), List.of(1, 2, 3, 5, 10, 15, 30, 60, 90, 120, 180));
        AliyunDataSource.Site site = new AliyunDataSource.Site(
                aliyun.url() + "/{region}",
                rpc,
                "cn-beijing",
                clock,
                new AlarmCallbackUrl(CALLBACK),
                new Quota(1000, 4));
        return new AliyunDataSource(calls, site, Clock.systemUTC());
    }

    @Nested
    class Loop extends LoopContract {
        @Override
        protected DataSourceSubject subject() {
            return AliyunArranged.this;
        }

        @Override
        protected DataSource process(UnaryOperator<PlatformCall> watch) {
            return AliyunArranged.this.subject(false, watch.apply(route.calls()));
        }

        @Override
        protected String ruleOfVeaiops(DesiredRule next) {
            String id = String.valueOf(next.formerName());
            ObjectNode rule = aliyun.model().rules().remove(aliyun.model().byHand(id));
            aliyun.model().rules().put(id, rule.put("RuleId", id));
            return id;
        }

        @Override
        protected void changeByHand(String remoteId) {
            aliyun.model().rules().get(remoteId).withObject("/Escalations").forEach(level -> ((ObjectNode) level)
                    .put("Threshold", "99"));
        }

        @Override
        protected Map<String, String> moves() {
            List.of("another-key", "cn-shanghai").forEach(aliyun::addPlace);
            return Map.of(
                    "aliyun_access_key_id", "another-key",
                    "region", "cn-shanghai",
                    "namespace", "acs_rds_dashboard",
                    "metric_name", "cpu_idle");
        }

        @Override
        protected void answerTooLate() {
            aliyun.nextLate(Duration.ofSeconds(5));
            route.hurryNext();
        }

        /** Guards the second call of a write: a failed one left the rule on for ever, as the first one had done its work. */
        @Test
        void a_rule_that_could_not_be_switched_off_again_is_seen_and_switched_off_by_the_next_sync() {
            RuleLoop.Place place = learned("cpu");
            String off = syncedBefore(place);
            RuleSync sync = loop.sync("one", process(calls -> calls));
            staysOn(place, off, RuleReason.CHANGED);
            staysOn(place, off, RuleReason.SWITCHED_ON_BY_US);
            int before = writes();

            assertThat(sync.sync(order(place), true).count(RuleAction.UPDATE)).isEqualTo(1);

            assertThat(isOn(off)).isFalse();
            assertThat(writes()).isEqualTo(before + 1);
            aliyun.model().rules().get(off).put("EnableState", true);
            assertThat(sync.sync(order(place), false).steps()).isEmpty();
            assertThat(isOn(off)).as("what a person switched on stays on").isTrue();
        }

        private void staysOn(RuleLoop.Place place, String off, RuleReason reason) {
            aliyun.next(
                    call -> call.header("x-acs-action").orElse("").equals("DisableMetricRules"),
                    PlatformAnswer.json(200, Map.of("Success", false, "Code", "400", "Message", "not now")));
            RuleSync sync = loop.sync("one", process(calls -> calls));
            SyncRecord record = sync.sync(order(place), true);

            assertThat(aliyun.faultsMet()).isTrue();
            assertThat(record.status()).isEqualTo(SyncRecord.Status.FAILED);
            assertThat(record.steps())
                    .filteredOn(step -> Boolean.FALSE.equals(step.done()))
                    .extracting(SyncRecord.Step::remoteId, SyncRecord.Step::reason)
                    .containsExactly(tuple(off, reason));
            assertThat(isOn(off)).isTrue();
            assertThat(sync.plan(order(place)).rules())
                    .filteredOn(PlannedRule::isDrift)
                    .extracting(PlannedRule::action, PlannedRule::reason)
                    .containsExactly(tuple(RuleAction.UPDATE, RuleReason.SWITCHED_ON_BY_US));
        }

        @Test
        void a_sync_that_leaves_a_series_without_a_rule_is_no_success_and_names_the_limit() {
            RuleLoop.Place place = learned("cpu");
            RuleOrder.Series fits = AliyunArranged.this.order(60).series().get(0);
            RuleOrder.Series other = AliyunArranged.this.order(60).series().get(1);
            RuleBlock tooLong = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(181)), null);
            loop.correct(
                    place,
                    List.of(
                            fits,
                            new RuleOrder.Series(other.name(), other.uniqueKey(), other.labels(), List.of(tooLong))));

            SyncRecord record = loop.sync("one", process(calls -> calls)).sync(order(place), false);

            assertThat(record.status()).isEqualTo(SyncRecord.Status.FAILED);
            assertThat(record.error()).startsWith("no rule for 1 series: ").contains("180");
            assertThat(record.steps()).isNotEmpty().allMatch(step -> Boolean.TRUE.equals(step.done()));
        }

        private boolean isOn(String remoteId) {
            return aliyun.model().rules().get(remoteId).path("EnableState").asBoolean();
        }
    }

    @AfterEach
    void closeFake() {
        aliyun.close();
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
                .put("connect_name", "aliyun")
                .put("region", "cn-hangzhou")
                .put("namespace", "acs_ecs_dashboard")
                .put("metric_name", "cpu_total")
                .put("statistics", "Average")
                .put("silence_seconds", 3600);
    }

    @Override
    protected Account account() {
        return account(FakeAliyun.SECRET);
    }

    @Override
    protected Account strangerAccount() {
        return account("guessed-wrong");
    }

    private static Account account(String secret) {
        return new Account(
                "65a0000000000000000000c1",
                "Aliyun",
                Map.of("aliyun_access_key_id", FakeAliyun.ACCESS_KEY),
                Map.of("aliyun_access_key_secret", Secret.of(secret)));
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
                                "cpu_total",
                                "cpu_total|instanceId=" + id + ",userId=12",
                                Map.of("instanceId", id, "userId", "12"),
                                List.of(block)))
                        .toList(),
                new RuleOrder.Policy(Level.P1, List.of("night watch"), List.of(), CALLBACK, List.of("shop")));
    }

    @Override
    protected String handMadeRule(Source source, DesiredRule like) {
        return aliyun.model().byHand(like.name());
    }

    @Override
    protected boolean hasRule(String remoteId) {
        return aliyun.model().rules().containsKey(remoteId);
    }

    @Override
    protected void switchOff(String remoteId) {
        aliyun.model().rules().get(remoteId).put("EnableState", false);
    }

    @Override
    protected void throttle(int times) {
        aliyun.throttle(times);
    }

    @Override
    protected void breakDown(int times) {
        aliyun.breakDown(times);
    }

    @Override
    protected int writes() {
        return aliyun.model().writes();
    }
}
