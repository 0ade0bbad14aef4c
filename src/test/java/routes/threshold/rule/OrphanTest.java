package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.datasource.PlatformFailure;
import routes.datasource.RulePlace;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;

/** Rules that were written before the configuration changed: the registry knows where, and the next sync removes them. */
@Tag("slow")
class OrphanTest {
    @TempDir
    private Path folder;

    private MemoryTask task;
    private RuleLoop loop;
    private MemoryPlatform platform;

    @BeforeEach
    void start() {
        task = MemoryTask.in(folder, "north").reading("a").computed();
        loop = task.loop();
        platform = task.platform();
        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void rules_of_the_region_before_are_orphans_and_go_with_the_next_sync() {
        moved("south");

        RulePlan plan = task.sync().plan(task.order());
        assertThat(plan.rules()).extracting(PlannedRule::reason).contains(RuleReason.NEW, RuleReason.ORPHAN);
        assertThat(plan.rules())
                .filteredOn(rule -> rule.reason() == RuleReason.ORPHAN)
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.place().where()).containsEntry("region", "north"));
        assertThat(owners())
                .as("a plan changes nothing")
                .containsOnly(task.place().sourceId() + "@north");

        SyncRecord record = task.synced();

        assertThat(record.status()).as(record.toString()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.count(RuleAction.DELETE)).isEqualTo(2);
        assertThat(owners()).containsOnly(task.place().sourceId() + "@south");
        assertThat(loop.rules().registry().places(task.place().sourceId())).hasSize(1);
        assertThat(loop.rules().registry().of(task.place().sourceId())).hasSize(2);
        assertThat(task.sync().plan(task.order()).count(RuleAction.KEEP)).isEqualTo(2);
    }

    @Test
    void orphans_stay_while_the_rules_that_follow_them_are_not_in_force() {
        moved("south");
        platform.failWrites(1, () -> new PlatformFailure.BadRequest("quota", "too many rules"));

        SyncRecord record = task.synced();

        assertThat(record.status()).isEqualTo(SyncRecord.Status.FAILED);
        assertThat(record.steps())
                .filteredOn(step -> step.reason() == RuleReason.ORPHAN)
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.error()).startsWith("not tried"));
        assertThat(owners()).contains(task.place().sourceId() + "@north");

        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(owners()).containsOnly(task.place().sourceId() + "@south");
    }

    @Test
    void wherever_a_process_ends_on_the_way_to_another_region_the_next_one_leaves_only_the_new_rules() {
        List<String> regions = List.of("east", "west");
        for (int write = 1; write <= regions.size(); write++) {
            moved(regions.get(write - 1));
            platform.crashAfterWrite(write);
            assertThatThrownBy(() -> task.synced()).hasMessage("the process ends here");
            loop.passLeases();

            assertThat(loop.resume("next", task.type())).isTrue();

            assertThat(owners()).containsOnly(task.place().sourceId() + "@" + regions.get(write - 1));
            assertThat(platform.rules()).hasSize(2);
            assertThat(loop.rules().registry().of(task.place().sourceId())).hasSize(2);
        }
    }

    @Test
    void another_name_of_the_same_place_makes_no_orphans_and_writes_nothing_anew() {
        RulePlace other = new RulePlace(
                "other-name",
                MemoryDataSource.TYPE,
                "c",
                Map.of("memory_user", "v"),
                Map.of("memory_user", "v", "region", "north"),
                Set.of());
        loop.rules()
                .registry()
                .note(new NotedPlace(task.place().sourceId(), other, keptSecrets(), MemoryTask.NOW, Set.of()));
        List<RegisteredRule> written = loop.rules().registry().of(task.place().sourceId());
        written.forEach(rule -> {
            loop.rules().registry().remove(rule);
            loop.rules().registry().put(rule.at("other-name"));
        });
        int writes = platform.writes();

        assertThat(task.sync().plan(task.order()).count(RuleAction.KEEP)).isEqualTo(2);
        assertThat(task.synced().steps()).isEmpty();

        assertThat(platform.writes()).isEqualTo(writes);
        assertThat(loop.rules().registry().of(task.place().sourceId())).containsExactlyInAnyOrderElementsOf(written);
        assertThat(loop.rules().registry().places(task.place().sourceId())).hasSize(1);
    }

    @Test
    void a_place_that_cannot_be_reached_is_shown_and_holds_no_sync_up() {
        RulePlace gone = new RulePlace("gone", "Removed", "c", Map.of(), Map.of("server", "old"), Set.of());
        loop.rules().registry().note(new NotedPlace(task.place().sourceId(), gone, Map.of(), MemoryTask.NOW, Set.of()));

        assertThat(task.sync().plan(task.order()).unreachable()).singleElement().satisfies(left -> {
            assertThat(left.place().where()).containsEntry("server", "old");
            assertThat(left.failure()).contains("Removed");
        });
        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(loop.rules().registry().places(task.place().sourceId())).hasSize(2);
        assertThatThrownBy(() -> task.sync().deleteAll(task.task()))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("server=old");
    }

    @Test
    void the_rules_of_a_deleted_task_go_wherever_they_were_written() {
        moved("south");

        task.sync().deleteAll(task.task());

        assertThat(platform.rules()).isEmpty();
        assertThat(loop.rules().registry().places(task.place().sourceId())).isEmpty();
        assertThat(loop.rules().registry().of(task.place().sourceId())).isEmpty();
    }

    @Test
    void the_account_of_a_place_is_kept_keptSecrets() {
        assertThat(loop.stored()).doesNotContain(MemoryDataSource.PASSWORD);
        assertThat(loop.rules()
                        .registry()
                        .places(task.place().sourceId())
                        .get(0)
                        .secrets())
                .containsOnlyKeys("memory_password");
    }

    private Map<String, Sealed> keptSecrets() {
        return Map.of(
                "memory_password",
                RuleLoop.BOX.seal(
                        Secret.of(MemoryDataSource.PASSWORD),
                        new SecretBox.Place(
                                "veaiops__alarm_rule_place",
                                NotedPlace.key(task.place().sourceId(), "other-name"),
                                "memory_password")));
    }

    /** The data source points to another region, and has learned there. */
    private void moved(String region) {
        loop.configure(task.place(), config -> config.put("region", region));
        task.again();
    }

    private List<String> owners() {
        return platform.rules().stream()
                .map(MemoryPlatform.Rule::owner)
                .distinct()
                .toList();
    }
}
