package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.threshold.rule.PlannedRule;
import routes.threshold.rule.RegisteredRule;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RulePlan;
import routes.threshold.rule.RuleReason;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncRecord;
import routes.threshold.task.VersionStatus;

/**
 * What every data source promises of the whole loop, from thresholds to rules and back, whatever happens in between. It stands
 * beside {@link DataSourceContract} as a nested class, so that both have one platform.
 */
@Tag("slow")
public abstract class LoopContract extends PlaceContract {
    /** Every so many calls something happens; {@code -Dloop.step=1} tries every single one, which takes minutes. */
    private static final int STEP = Integer.getInteger("loop.step", 3);

    @Test
    void thresholds_become_rules_and_what_somebody_changed_is_seen_and_mended() {
        RuleLoop.Place place = learned("cpu");
        List<String> byHand = byHand(place);
        RuleSync sync = loop.sync("one", process());
        int before = subject().writes();

        RulePlan plan = sync.plan(order(place));
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.rules()).hasSizeGreaterThanOrEqualTo(2).allMatch(rule -> rule.action() == RuleAction.CREATE);
        assertThat(subject().writes()).isEqualTo(before);
        SyncRecord made = sync.sync(order(place), false);
        assertThat(made.status()).as(made.toString()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(made.count(RuleAction.CREATE)).isEqualTo(plan.rules().size());
        assertExact(place);
        int written = subject().writes();
        assertThat(sync.sync(order(place), false).steps()).isEmpty();
        assertThat(subject().writes()).isEqualTo(written);

        seenAndMended(place, sync);
        assertThat(byHand).allSatisfy(id -> assertThat(subject().hasRule(id)).isTrue());
    }

    @Test
    void thresholds_of_one_configuration_never_become_rules_of_another() {
        RuleLoop.Place place = learned("cpu");
        RuleSync sync = loop.sync("one", process());
        loop.configure(place, config -> config.put("other", "metric"));
        int written = subject().writes();

        assertThatThrownBy(() -> sync.sync(order(place), true))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("run the task again");
        assertThat(subject().writes()).isEqualTo(written);

        loop.configure(place, config -> config.without(List.of("other")));
        assertThat(sync.sync(order(place), false).status()).isEqualTo(SyncRecord.Status.SUCCESS);
    }

    /** A sync of a platform that takes a set has few calls: each is tried. */
    private int step() {
        return process().writesSets() ? 1 : STEP;
    }

    @Test
    void a_copy_of_the_database_with_another_id_writes_nothing_over_the_rules_of_the_first() {
        RuleLoop.Place place = learned("cpu");
        loop.correct(place, few(60));
        loop.sync("one", process()).sync(order(place), false);
        loop.correct(place, few(70));
        int written = subject().writes();

        loop.deployment("copy");
        assertThat(loop.sync("copy", process()).plan(order(place)).rules())
                .filteredOn(rule -> rule.remoteId().isPresent())
                .hasSizeGreaterThan(1)
                .extracting(PlannedRule::reason)
                .containsOnly(RuleReason.NOT_OURS);
        loop.sync("copy", process()).sync(order(place), true);
        assertThat(subject().writes()).isEqualTo(written);

        loop.deployment(RuleLoop.DEPLOYMENT);
        assertThat(loop.sync("one", process()).sync(order(place), true).status())
                .isEqualTo(SyncRecord.Status.SUCCESS);
        assertExact(place);
    }

    @Test
    void rules_of_another_deployment_are_taken_over_by_a_person_who_adopts_them() {
        RuleLoop.Place place = learned("cpu");
        loop.correct(place, few(60));
        loop.deployment("another");
        loop.sync("another", process()).sync(order(place), false);
        loop.correct(place, few(70));
        loop.deployment(RuleLoop.DEPLOYMENT);
        List<String> before = remoteIds(place);

        SyncRecord record = loop.sync("one", process()).sync(order(place).adopting(), false);

        assertThat(record.status()).as(record.toString()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.steps()).allMatch(step -> step.reason() == RuleReason.ADOPTED);
        assertExact(place);
        assertThat(there(place).map(ExistingRule::remoteId)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void a_rule_that_veaiops_made_is_not_doubled_and_is_taken_over_by_a_person_who_adopts_it() {
        RuleLoop.Place place = learned("cpu");
        Optional<DesiredRule> next =
                wanted(place).stream().filter(rule -> rule.formerName() != null).findFirst();
        assumeThat(next).as("VeAIOps knows the platform").isPresent();
        String former = ruleOfVeaiops(next.orElseThrow());
        RuleSync sync = loop.sync("one", process());

        sync.sync(order(place), false);
        assertThat(sync.plan(order(place)).rules())
                .filteredOn(rule -> rule.reason() == RuleReason.MADE_BY_VEAIOPS)
                .extracting(PlannedRule::remoteId)
                .containsExactly(Optional.of(former));
        SyncRecord adopted = sync.sync(order(place).adopting(), false);

        assertThat(adopted.steps()).extracting(SyncRecord.Step::reason).containsExactly(RuleReason.ADOPTED);
        assertExact(place);
        assertThat(there(place).map(ExistingRule::remoteId)).contains(former);
    }

    @Test
    void rules_without_the_id_of_a_deployment_are_ours_only_if_the_registry_knows_them() {
        RuleLoop.Place place = learned("cpu");
        loop.deployment("");
        loop.sync("earlier", process()).sync(order(place), false);
        loop.deployment(RuleLoop.DEPLOYMENT);
        List<RegisteredRule> known = loop.rules().registry().of(place.sourceId());
        known.forEach(loop.rules().registry()::remove);
        assertThat(loop.sync("one", process()).plan(order(place)).rules())
                .extracting(PlannedRule::reason)
                .containsOnly(RuleReason.NOT_OURS);

        known.forEach(loop.rules().registry()::put);
        SyncRecord signed = loop.sync("one", process()).sync(order(place), false);

        assertThat(signed.count(RuleAction.UPDATE)).isEqualTo(known.size());
        assertExact(place);
    }

    private void seenAndMended(RuleLoop.Place place, RuleSync sync) {
        PlannedRule victim = sync.plan(order(place)).rules().stream()
                .filter(rule -> rule.desired().series().size() == 1)
                .findFirst()
                .orElseThrow();
        changeByHand(victim.remoteId().orElseThrow());
        RulePlan drift = sync.plan(order(place));
        assertThat(drift.rules())
                .filteredOn(PlannedRule::isDrift)
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.ruleId()).isEqualTo(victim.ruleId());
                    assertThat(rule.reason()).isEqualTo(RuleReason.CHANGED_AT_PLATFORM);
                });
        assertThat(sync.sync(order(place), false).count(RuleAction.UPDATE)).isEqualTo(1);
        assertExact(place);
    }

    @Test
    void whenever_a_process_ends_in_a_sync_the_next_one_leaves_exactly_the_rules_of_the_plan() {
        RuleLoop.Place place = learned("cpu");
        int resumed = 0;
        int calls = 1 - step();
        boolean reached = true;
        while (reached) {
            calls += step();
            for (boolean answered : List.of(false, true)) {
                String switchedOff = syncedBefore(place);
                WatchedCalls.Point end = WatchedCalls.Point.end(calls, answered);
                reached = endsAt(place, end);
                loop.passLeases();
                if (loop.resume("next", process())) {
                    resumed++;
                } else if (reached) {
                    loop.sync("next", process()).sync(order(place), true);
                }
                assertEnded(place, "the process ends " + (answered ? "after" : "before") + " call " + calls);
                assertThat(exists(place, switchedOff).enabled()).isFalse();
            }
        }
        assertThat(resumed).isPositive();
    }

    @Test
    void whatever_happens_to_a_call_of_a_sync_is_in_its_record_and_the_next_sync_does_the_rest() {
        RuleLoop.Place place = learned("cpu");
        List<Runnable> troubles =
                List.of(() -> subject().throttle(1), () -> subject().breakDown(1), this::answerTooLate);
        int failed = 0;
        boolean reached = true;
        for (int call = 1, tried = 0; reached; call += step(), tried++) {
            String switchedOff = syncedBefore(place);
            WatchedCalls.Point point = new WatchedCalls.Point(call, false, troubles.get(tried % troubles.size()));
            WatchedCalls[] watched = new WatchedCalls[1];
            DataSource type = process(calls -> watched[0] = new WatchedCalls(calls, point));
            Optional<SyncRecord> record = synced(loop.sync("one", type), place);
            reached = watched[0].reached();
            if (record.filter(one -> one.status() == SyncRecord.Status.FAILED).isPresent()) {
                failed++;
                assertThat(record.get().steps())
                        .allMatch(step -> Boolean.TRUE.equals(step.done()) || step.error() != null)
                        .anyMatch(step -> Boolean.FALSE.equals(step.done()));
            }
            subject().throttle(0);
            assertThat(loop.sync("one", process()).sync(order(place), true).status())
                    .isEqualTo(SyncRecord.Status.SUCCESS);
            assertEnded(place, "trouble at call " + call);
            assertThat(exists(place, switchedOff).enabled()).isFalse();
        }
        assertThat(failed).isPositive();
    }

    @Test
    void trouble_while_values_are_read_is_waited_out() {
        DataSource type = process();
        RuleLoop.Place place = add(type, "cpu");
        WatchedCalls.Point down =
                new WatchedCalls.Point(2, false, () -> subject().breakDown(20));
        assertThat(loop.run("one", process(calls -> new WatchedCalls(calls, down)), history())
                        .next())
                .isTrue();
        assertThat(version(place).status()).as(version(place).toString()).isEqualTo(VersionStatus.LAUNCHING);
        subject().breakDown(0);

        WatchedCalls.Point late = new WatchedCalls.Point(2, false, this::answerTooLate);
        for (WatchedCalls.Point point : List.of(late, WatchedCalls.Point.NEVER)) {
            loop.clock().advance(Duration.ofHours(1));
            loop.run("two", process(calls -> new WatchedCalls(calls, point)), history())
                    .next();
        }
        assertThat(version(place).status()).as(version(place).toString()).isEqualTo(VersionStatus.SUCCESS);
    }

    @Test
    void the_task_of_cpu_leaves_the_rules_of_its_neighbours_and_of_people_alone() {
        RuleLoop.Place cpu = learned("cpu");
        List<RuleLoop.Place> neighbours = List.of(learned("cpu2"), learned("prod-cpu"));
        RuleSync sync = loop.sync("one", process());
        Stream.concat(Stream.of(cpu), neighbours.stream()).forEach(place -> sync.sync(order(place), false));
        List<String> byHand = byHand(cpu);
        List<ExistingRule> before = neighbours.stream().flatMap(this::there).toList();

        loop.correct(cpu, few(90));
        sync.sync(order(cpu), true);
        sync.deleteAll(loop.tasks().tasks().find(cpu.taskId()).orElseThrow());

        assertThat(there(cpu)).isEmpty();
        assertThat(neighbours.stream().flatMap(this::there)).containsExactlyElementsOf(before);
        assertThat(byHand).allSatisfy(id -> assertThat(subject().hasRule(id)).isTrue());
        neighbours.forEach(this::assertExact);
    }
}
