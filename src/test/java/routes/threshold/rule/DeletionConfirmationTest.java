package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.datasource.PlatformFailure;
import routes.kits.MemoryPlatform;

/** A rule goes only when its thing is known to be gone, or when a person says so: by hand, by schedule, after a crash. */
@Tag("slow")
class DeletionConfirmationTest {
    private static final int DAYS_UNTIL_GONE = 7;

    @TempDir
    private Path folder;

    private MemoryTask task;

    @BeforeEach
    void start() {
        task = MemoryTask.start(folder).reading("a", "b").computed();
        task.correct(60, "a", "b");
        task.synced();
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void a_person_is_asked_about_a_single_rule_whose_series_is_not_known_to_be_gone() {
        task.correct(60, "a");

        assertThatThrownBy(() -> task.synced())
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("1 of 2 rules")
                .hasMessageContaining(MemoryTask.key("b"))
                .hasMessageContaining("confirm_deletions true");
        assertThat(task.platform().rules()).hasSize(2);

        assertThat(task.sync().sync(task.order(), true).count(RuleAction.DELETE))
                .isEqualTo(1);
        assertThat(task.platform().rules()).hasSize(1);
    }

    @Test
    void the_schedule_writes_the_rest_and_leaves_the_rule_in_the_plan_with_the_remedy() {
        task.correct(70, "a");

        SyncRecord record = task.sync().sync(task.scheduled(), false);

        assertThat(record.status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.count(RuleAction.UPDATE)).isEqualTo(1);
        assertThat(record.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.NOT_CONFIRMED);
            assertThat(finding.text()).contains(MemoryTask.key("b"), "not known to be gone", "confirm_deletions true");
        });
        assertThat(task.loop().records(task.place()).get(0).findings()).isEqualTo(record.findings());
        assertThat(task.bounds()).containsExactlyInAnyOrder(70.0, 60.0);
        RulePlan plan = task.sync().plan(task.order());
        assertThat(task.sync().unconfirmed(plan))
                .extracting(PlannedRule::reason)
                .containsExactly(RuleReason.OBSOLETE);
    }

    @Test
    void a_scheduled_sync_that_a_copy_left_behind_deletes_no_more_when_another_one_ends_it() {
        task.correct(70, "a");
        task.platform().crashAfterWrite(1);
        assertThatThrownBy(() -> task.sync().sync(task.scheduled(), false)).hasMessage("the process ends here");
        task.loop().passLeases();

        assertThat(task.loop().resume("two", task.type())).isTrue();

        SyncRecord record = task.loop().records(task.place()).get(0);
        assertThat(record.findings()).extracting(Finding::kind).contains(Finding.Kind.NOT_CONFIRMED);
        assertThat(task.bounds()).containsExactlyInAnyOrder(70.0, 60.0);
    }

    @Test
    void a_series_without_values_for_the_days_that_are_set_is_gone_and_its_rule_goes_by_schedule() {
        task.again();
        int both = task.platform().rules().size();
        task.sync().sync(task.order(), true);
        task.platform().silence("b");

        for (int day = 0; day < DAYS_UNTIL_GONE; day++) {
            task.again();
            SyncRecord record = task.sync().sync(task.scheduled(), false);
            assertThat(record.count(RuleAction.DELETE)).as("day " + day).isZero();
            assertThat(record.findings()).as("day " + day).isEmpty();
            task.loop().clock().advance(Duration.ofDays(1));
        }
        task.again();
        SyncRecord record = task.sync().sync(task.scheduled(), false);

        assertThat(both).isPositive();
        assertThat(record.steps())
                .isNotEmpty()
                .allMatch(step -> step.reason() == RuleReason.GONE)
                .allMatch(step -> step.name().contains(MemoryTask.key("b")));
        assertThat(task.platform().rules()).isNotEmpty().allMatch(rule -> rule.name()
                .contains(MemoryTask.key("a")));
    }

    @Test
    void many_rules_that_the_registry_does_not_know_wait_for_a_confirmation_at_once() {
        for (int i = 0; i < 7; i++) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            task.platform()
                    .put(new MemoryPlatform.Rule(
                            "old" + i, task.place().sourceId(), "old" + i, "old" + i, true, content));
        }

        assertThatThrownBy(() -> task.synced()).hasMessageContaining("7 of 9 rules");
        assertThat(task.sync().sync(task.scheduled(), false).findings()).hasSize(7);
        assertThat(task.platform().rules()).hasSize(9);
        assertThat(task.sync().sync(task.order(), true).count(RuleAction.DELETE))
                .isEqualTo(7);
    }

    @Test
    void a_rule_that_others_were_to_replace_stays_when_one_of_them_fails() {
        task.correct(60, 12, "a", "b");
        task.platform().failWrites(1, () -> new PlatformFailure.BadRequest("quota", "too many rules"));

        SyncRecord record = task.synced();

        assertThat(record.status()).isEqualTo(SyncRecord.Status.FAILED);
        List<SyncRecord.Step> replaced = record.steps().stream()
                .filter(step -> step.reason() == RuleReason.REPLACED)
                .toList();
        assertThat(replaced).hasSize(2);
        assertThat(replaced).filteredOn(SyncRecord.Step::done).hasSize(1);
        assertThat(replaced).filteredOn(step -> !step.done()).singleElement().satisfies(step -> assertThat(step.error())
                .startsWith("not tried"));

        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(task.platform().rules()).hasSize(4);
    }
}
