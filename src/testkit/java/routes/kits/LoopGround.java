package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import routes.datasource.ConfigCheck;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.Source;
import routes.threshold.rule.PlannedRule;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RulePlan;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncPolicy;
import routes.threshold.rule.SyncRecord;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;

/** The ground of {@link LoopContract}: tasks that have learned, what they want, and what is there. */
abstract class LoopGround {
    /** More than one page of rules at any platform. */
    private static final int BY_HAND = 130;

    @TempDir
    Path folder;

    protected RuleLoop loop;

    /** Who supplies the platform. */
    protected abstract DataSourceSubject subject();

    /** The data source as a new process has it; its calls are watched. */
    protected abstract DataSource process(UnaryOperator<PlatformCall> watch);

    /** Changes the threshold or the importance of a rule at the platform, as a person would. */
    protected abstract void changeByHand(String remoteId);

    /** The platform works on the next call, and answers after the caller has given up. */
    protected abstract void answerTooLate();

    /** Makes a rule at the platform as VeAIOps did, which a wanted one follows. @return its id */
    protected String ruleOfVeaiops(DesiredRule next) {
        throw new UnsupportedOperationException("VeAIOps knows no such platform");
    }

    /** Other values of the fields that say where rules are, each of which leads to another place that lets the account in. */
    protected Map<String, String> moves() {
        return Map.of();
    }

    @BeforeEach
    void startLoop() {
        loop = RuleLoop.start(folder, subject().range().end());
    }

    @AfterEach
    void stopLoop() {
        loop.close();
    }

    /** @return whether the process ended in the sync */
    boolean endsAt(RuleLoop.Place place, WatchedCalls.Point end) {
        try {
            loop.sync("ending", process(calls -> new WatchedCalls(calls, end))).sync(order(place), true);
            return false;
        } catch (WatchedCalls.ProcessEnd expected) {
            return true;
        }
    }

    Optional<SyncRecord> synced(RuleSync sync, RuleLoop.Place place) {
        try {
            return Optional.of(sync.sync(order(place), true));
        } catch (PlatformFailure before) {
            return Optional.empty();
        }
    }

    /** One series has rules, one of which is switched off; then others are wanted: some new, changed and gone. */
    protected String syncedBefore(RuleLoop.Place place) {
        loop.correct(place, few(60));
        loop.sync("before", process()).sync(order(place), true);
        loop.correct(place, many(70));
        List<DesiredRule> wanted = wanted(place);
        String off = there(place)
                .filter(rule -> isFor(rule, wanted))
                .findFirst()
                .orElseThrow()
                .remoteId();
        subject().switchOff(off);
        return off;
    }

    boolean isFor(ExistingRule rule, List<DesiredRule> wanted) {
        return wanted.stream()
                .anyMatch(one -> one.id().equals(rule.ruleId()) && !one.series().isEmpty());
    }

    List<RuleOrder.Series> few(double upper) {
        return subject().order(upper).series().subList(0, 1);
    }

    /** The first series has lost its lower bound, the second one is new. */
    List<RuleOrder.Series> many(double upper) {
        List<RuleOrder.Series> series = new ArrayList<>(subject().order(upper).series());
        RuleOrder.Series first = series.get(0);
        List<RuleBlock> blocks = first.blocks().stream()
                .map(block -> new RuleBlock(block.startHour(), block.endHour(), block.upper(), null))
                .toList();
        series.set(0, new RuleOrder.Series(first.name(), first.uniqueKey(), first.labels(), blocks));
        return series;
    }

    void assertEnded(RuleLoop.Place place, String after) {
        SyncRecord record = loop.records(place).get(0);
        assertThat(record.status()).as(after).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.steps()).as(after).allMatch(step -> Boolean.TRUE.equals(step.done()));
        assertExact(place);
    }

    /** Every planned rule is there once, as it was planned, and nothing else of ours. */
    void assertExact(RuleLoop.Place place) {
        Source source = source(place);
        List<ExistingRule> there = subject().dataSource().rules(source).stream()
                .filter(ExistingRule::ours)
                .toList();
        RulePlan plan = loop.sync("who looks", process()).plan(order(place));
        assertThat(there).extracting(ExistingRule::ruleId).doesNotHaveDuplicates();
        assertThat(plan.rules()).allMatch(rule -> rule.action() == RuleAction.KEEP);
        assertThat(hashes(there.stream(), ExistingRule::ruleId, ExistingRule::hash))
                .isEqualTo(hashes(wanted(place).stream(), DesiredRule::id, DesiredRule::hash));
        assertThat(loop.rules().registry().of(place.sourceId()))
                .extracting(rule -> rule.remoteId())
                .containsExactlyInAnyOrderElementsOf(
                        there.stream().map(ExistingRule::remoteId).toList());
    }

    static <T> Map<String, String> hashes(Stream<T> rules, Function<T, String> id, Function<T, String> hash) {
        return rules.collect(Collectors.toMap(id, hash));
    }

    List<DesiredRule> wanted(RuleLoop.Place place) {
        return loop.sync("who looks", process()).plan(order(place)).rules().stream()
                .filter(PlannedRule::isWanted)
                .map(PlannedRule::desired)
                .toList();
    }

    Stream<ExistingRule> there(RuleLoop.Place place) {
        return subject().dataSource().rules(source(place)).stream().filter(ExistingRule::ours);
    }

    ExistingRule exists(RuleLoop.Place place, String remoteId) {
        return there(place)
                .filter(rule -> rule.remoteId().equals(remoteId))
                .findFirst()
                .orElseThrow();
    }

    /** As processes of the loop have it. */
    Source source(RuleLoop.Place place) {
        Source source = subject().source(name(place), place.sourceId());
        return new Source(
                source.id(),
                source.name(),
                source.account(),
                source.config(),
                source.interval(),
                source.zone(),
                RuleLoop.DEPLOYMENT);
    }

    String name(RuleLoop.Place place) {
        return loop.tasks().tasks().find(place.taskId()).orElseThrow().name();
    }

    List<String> byHand(RuleLoop.Place place) {
        Source source = source(place);
        DesiredRule like = wanted(place).get(0);
        return IntStream.range(0, BY_HAND)
                .mapToObj(number -> subject()
                        .handMadeRule(
                                source,
                                new DesiredRule(like.key(), like.name() + " " + number, like.content(), like.series())))
                .toList();
    }

    protected RuleLoop.Place learned(String name) {
        DataSource type = process();
        RuleLoop.Place place = add(type, name);
        assertThat(loop.run("one", type, history()).next()).isTrue();
        assertThat(version(place).status()).as(version(place).toString()).isEqualTo(VersionStatus.SUCCESS);
        assertThat(loop.tasks().versions().result(place.versionId())).hasSizeGreaterThanOrEqualTo(2);
        return place;
    }

    RuleLoop.Place add(DataSource type, String name) {
        ObjectNode config = ConfigCheck.checked(type, subject().config(name));
        return loop.add(type, name, subject().account(), config);
    }

    Duration history() {
        return Duration.between(subject().range().start(), subject().range().end());
    }

    protected RuleSync.Order order(RuleLoop.Place place) {
        RuleOrder.Policy policy = subject().order(60).policy();
        return place.order(
                new SyncPolicy(policy.level(), policy.contactGroupIds(), policy.alertMethods(), policy.webhook()));
    }

    DataSource process() {
        return process(calls -> calls);
    }

    TaskVersion version(RuleLoop.Place place) {
        return loop.tasks().versions().find(place.versionId()).orElseThrow();
    }
}
