package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.datasource.Account;
import routes.datasource.PlatformFailure;
import routes.datasource.RulePlace;
import routes.datasource.TimeSeries;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;
import routes.threshold.task.Task;

/** Rules that were written before the configuration changed: the registry knows where, and the next sync removes them. */
@Tag("slow")
class OrphanTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Account ACCOUNT = new Account(
            "",
            MemoryDataSource.TYPE,
            Map.of("memory_user", "u"),
            Map.of("memory_password", Secret.of(MemoryDataSource.PASSWORD)));

    @TempDir
    private Path folder;

    private final MemoryPlatform platform = new MemoryPlatform();
    private final MemoryDataSource type = new MemoryDataSource(platform);
    private RuleLoop loop;
    private RuleLoop.Place place;

    @BeforeEach
    void start() {
        loop = RuleLoop.start(folder, NOW);
        platform.add(steady());
        place = synced("north");
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void rules_of_the_region_before_are_orphans_and_go_with_the_next_sync() {
        RuleLoop.Place moved = moved("south");

        RulePlan plan = sync().plan(order(moved));
        assertThat(plan.rules()).extracting(PlannedRule::reason).contains(RuleReason.NEW, RuleReason.ORPHAN);
        assertThat(plan.rules())
                .filteredOn(rule -> rule.reason() == RuleReason.ORPHAN)
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.place().where()).containsEntry("region", "north"));
        assertThat(owners()).as("a plan changes nothing").containsOnly(place.sourceId() + "@north");

        SyncRecord record = sync().sync(order(moved), false);

        assertThat(record.status()).as(record.toString()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.count(RuleAction.DELETE)).isEqualTo(2);
        assertThat(owners()).containsOnly(place.sourceId() + "@south");
        assertThat(loop.rules().registry().places(place.sourceId())).hasSize(1);
        assertThat(loop.rules().registry().of(place.sourceId())).hasSize(2);
        assertThat(sync().plan(order(moved)).count(RuleAction.KEEP)).isEqualTo(2);
    }

    @Test
    void orphans_stay_while_the_rules_that_follow_them_are_not_in_force() {
        RuleLoop.Place moved = moved("south");
        platform.failWrites(1, () -> new PlatformFailure.BadRequest("quota", "too many rules"));

        SyncRecord record = sync().sync(order(moved), false);

        assertThat(record.status()).isEqualTo(SyncRecord.Status.FAILED);
        assertThat(record.steps())
                .filteredOn(step -> step.reason() == RuleReason.ORPHAN)
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.error()).startsWith("not tried"));
        assertThat(owners()).contains(place.sourceId() + "@north");

        assertThat(sync().sync(order(moved), false).status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(owners()).containsOnly(place.sourceId() + "@south");
    }

    @Test
    void wherever_a_process_ends_on_the_way_to_another_region_the_next_one_leaves_only_the_new_rules() {
        List<String> regions = List.of("east", "west");
        for (int write = 1; write <= regions.size(); write++) {
            RuleLoop.Place moved = moved(regions.get(write - 1));
            platform.crashAfterWrite(write);
            assertThatThrownBy(() -> sync().sync(order(moved), false)).hasMessage("the process ends here");
            loop.passLeases();

            assertThat(loop.resume("next", type)).isTrue();

            assertThat(owners()).containsOnly(place.sourceId() + "@" + regions.get(write - 1));
            assertThat(platform.rules()).hasSize(2);
            assertThat(loop.rules().registry().of(place.sourceId())).hasSize(2);
            place = moved;
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
        loop.rules().registry().note(new NotedPlace(place.sourceId(), other, keptSecrets(), NOW));
        List<RegisteredRule> written = loop.rules().registry().of(place.sourceId());
        written.forEach(rule -> {
            loop.rules().registry().remove(rule);
            loop.rules().registry().put(rule.at("other-name"));
        });
        int writes = platform.writes();

        assertThat(sync().plan(order(place)).count(RuleAction.KEEP)).isEqualTo(2);
        assertThat(sync().sync(order(place), false).steps()).isEmpty();

        assertThat(platform.writes()).isEqualTo(writes);
        assertThat(loop.rules().registry().of(place.sourceId())).containsExactlyInAnyOrderElementsOf(written);
        assertThat(loop.rules().registry().places(place.sourceId())).hasSize(1);
    }

    @Test
    void a_place_that_cannot_be_reached_is_shown_and_holds_no_sync_up() {
        RulePlace gone = new RulePlace("gone", "Removed", "c", Map.of(), Map.of("server", "old"), Set.of());
        loop.rules().registry().note(new NotedPlace(place.sourceId(), gone, Map.of(), NOW));

        assertThat(sync().plan(order(place)).unreachable()).singleElement().satisfies(left -> {
            assertThat(left.place().where()).containsEntry("server", "old");
            assertThat(left.failure()).contains("Removed");
        });
        assertThat(sync().sync(order(place), false).status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(loop.rules().registry().places(place.sourceId())).hasSize(2);
        assertThatThrownBy(() -> sync().deleteAll(task()))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("server=old");
    }

    @Test
    void the_rules_of_a_deleted_task_go_wherever_they_were_written() {
        moved("south");

        sync().deleteAll(task());

        assertThat(platform.rules()).isEmpty();
        assertThat(loop.rules().registry().places(place.sourceId())).isEmpty();
        assertThat(loop.rules().registry().of(place.sourceId())).isEmpty();
    }

    @Test
    void the_account_of_a_place_is_kept_keptSecrets() {
        assertThat(loop.stored()).doesNotContain(MemoryDataSource.PASSWORD);
        assertThat(loop.rules().registry().places(place.sourceId()).get(0).secrets())
                .containsOnlyKeys("memory_password");
    }

    private Map<String, Sealed> keptSecrets() {
        return Map.of(
                "memory_password",
                RuleLoop.BOX.seal(
                        Secret.of(MemoryDataSource.PASSWORD),
                        new SecretBox.Place(
                                "veaiops__alarm_rule_place",
                                NotedPlace.key(place.sourceId(), "other-name"),
                                "memory_password")));
    }

    private RuleLoop.Place synced(String region) {
        ObjectNode config = JsonNodeFactory.instance
                .objectNode()
                .put("metric_name", "cpu_total")
                .put("region", region);
        RuleLoop.Place added = loop.add(type, "cpu", ACCOUNT, config);
        loop.run("one", type, Duration.ofDays(7)).next();
        assertThat(sync().sync(order(added), false).status()).isEqualTo(SyncRecord.Status.SUCCESS);
        return added;
    }

    /** The data source points to another region, and has learned there. */
    private RuleLoop.Place moved(String region) {
        loop.configure(place, config -> config.put("region", region));
        RuleLoop.Place moved = loop.again(place);
        loop.run("one", type, Duration.ofDays(7)).next();
        return moved;
    }

    private List<String> owners() {
        return platform.rules().stream()
                .map(MemoryPlatform.Rule::owner)
                .distinct()
                .toList();
    }

    private Task task() {
        return loop.tasks().tasks().find(place.taskId()).orElseThrow();
    }

    private RuleSync sync() {
        return loop.sync("one", type);
    }

    private static RuleSync.Order order(RuleLoop.Place place) {
        return place.order(new SyncPolicy(Level.P1, List.of(), List.of(), null));
    }

    private static TimeSeries steady() {
        long[] times = LongStream.range(0, 7 * 1440)
                .map(minute -> NOW.getEpochSecond() - 7 * 86_400 + 60 * minute)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        return TimeSeries.of("cpu_total", Map.of("host", "a"), times, values);
    }
}
