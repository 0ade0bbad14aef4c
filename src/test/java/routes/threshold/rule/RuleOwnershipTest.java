package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.kits.RuleLoop;

/** Rules that are left behind, given up, taken back and rolled back. */
@Tag("slow")
class RuleOwnershipTest {
    @TempDir
    private Path folder;

    private MemoryTask task;
    private Orphans orphans;

    @BeforeEach
    void start() {
        task = MemoryTask.start(folder).reading("a").computed();
        task.correct(60, "a");
        task.synced();
        RuleLoop loop = task.loop();
        orphans = new Orphans(loop.rules(), loop.resolver(task.type()), loop.places(task.type()));
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void the_rules_of_a_task_that_was_deleted_by_force_are_listed_with_its_reason_and_can_be_removed() {
        assertThat(orphans.list()).isEmpty();
        task.sync().bury(task.task(), "the platform is away: http://p/x?token=s3cret");
        task.loop().tasks().tasks().delete(task.place().taskId());

        assertThat(orphans.list()).singleElement().satisfies(left -> {
            assertThat(left.rules()).hasSize(1);
            assertThat(left.tombstone()).isNotNull();
            assertThat(left.tombstone().taskName()).isEqualTo("cpu");
            assertThat(left.tombstone().reason()).contains("away").doesNotContain("s3cret");
        });
        List<Elsewhere> found = orphans.look(task.place().sourceId());
        assertThat(found).singleElement().satisfies(left -> assertThat(left.rules())
                .hasSize(1));
        assertThat(task.platform().rules()).as("looking changes nothing").hasSize(1);

        assertThat(orphans.remove(task.place().sourceId(), found)).allMatch(step -> Boolean.TRUE.equals(step.done()));
        assertThat(task.platform().rules()).isEmpty();
        assertThat(orphans.list()).isEmpty();
        assertThatThrownBy(() -> orphans.look(task.place().sourceId())).isInstanceOf(RefusedRequest.class);
    }

    @Test
    void what_is_left_of_a_deleted_task_can_be_forgotten_and_that_of_a_task_cannot() {
        assertThatThrownBy(() -> orphans.forget(task.place().sourceId())).hasMessageContaining("a task uses");
        task.sync().bury(task.task(), "gone");
        task.loop().tasks().tasks().delete(task.place().taskId());

        orphans.forget(task.place().sourceId());

        assertThat(orphans.list()).isEmpty();
        assertThat(task.platform().rules()).hasSize(1);
    }

    @Test
    void a_rule_that_was_given_up_stays_as_it_is_until_it_is_taken_back() {
        String name = task.platform().rules().get(0).name();
        assertThat(orphans.disown(task.place().sourceId(), List.of(name), new Orphans.Apply(false, false)))
                .containsExactly(name);
        assertThat(reasons(70)).containsExactly(RuleReason.CHANGED);

        orphans.disown(task.place().sourceId(), List.of(name), new Orphans.Apply(true, false));
        assertThat(reasons(70)).containsExactly(RuleReason.NOT_OURS);
        task.synced();
        assertThat(task.bounds()).containsExactly(60.0);
        task.sync().deleteAll(task.task());
        assertThat(task.platform().rules())
                .as("it outlives the rules of its task")
                .hasSize(1);
    }

    @Test
    void a_rule_that_was_taken_back_is_ours_again() {
        orphans.disown(task.place().sourceId(), List.of(), new Orphans.Apply(true, false));
        assertThat(reasons(70)).containsExactly(RuleReason.NOT_OURS);

        assertThat(orphans.disown(task.place().sourceId(), List.of(), new Orphans.Apply(true, true)))
                .hasSize(1);

        assertThat(reasons(70)).containsExactly(RuleReason.CHANGED);
    }

    @Test
    void a_rollback_goes_to_the_version_that_was_synced_before_with_its_policy() {
        assertThatThrownBy(() -> task.sync().before(task.place().taskId())).hasMessageContaining("no other version");
        RuleLoop.Place first = task.place();
        task.loop().clock().advance(Duration.ofHours(1));
        task.again().correct(90, "a");
        SyncPolicy urgent = new SyncPolicy(Level.P0, List.of(), List.of(), null);
        task.sync().sync(task.place().order(urgent), false);
        assertThat(task.bounds()).containsExactly(90.0);

        RuleSync.Order before = task.sync().before(task.place().taskId());
        assertThat(before.versionId()).isEqualTo(first.versionId());
        assertThat(before.policy()).isEqualTo(MemoryTask.POLICY);
        task.sync().sync(before, false);

        assertThat(task.bounds()).containsExactly(60.0);
    }

    private List<RuleReason> reasons(double upper) {
        task.correct(upper, "a");
        return task.sync().plan(task.order()).rules().stream()
                .map(PlannedRule::reason)
                .toList();
    }
}
