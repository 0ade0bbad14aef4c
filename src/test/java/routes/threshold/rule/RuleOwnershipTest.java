package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;
import routes.threshold.task.Task;

/** Rules that are left behind, given up, taken back and rolled back. */
@Tag("slow")
class RuleOwnershipTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final SyncPolicy POLICY = new SyncPolicy(Level.P1, List.of(), List.of(), null);

    @TempDir
    private Path folder;

    private final MemoryPlatform platform = new MemoryPlatform();
    private final MemoryDataSource type = new MemoryDataSource(platform);
    private RuleLoop loop;
    private RuleLoop.Place place;
    private Orphans orphans;

    @BeforeEach
    void start() {
        loop = RuleLoop.start(folder, NOW);
        platform.add(TimeSeries.of("cpu_total", Map.of("host", "a"), new long[] {0}, new double[] {1}));
        Account account = new Account(
                "",
                MemoryDataSource.TYPE,
                Map.of("memory_user", "u"),
                Map.of("memory_password", Secret.of(MemoryDataSource.PASSWORD)));
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("metric_name", "cpu_total");
        place = loop.add(type, "cpu", account, config);
        compute(60);
        sync().sync(place.order(POLICY), false);
        DataSourceResolver resolver = loop.resolver(type);
        RulePlaces places = loop.places(type);
        orphans = new Orphans(loop.rules(), resolver, places);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void the_rules_of_a_task_that_was_deleted_by_force_are_listed_with_its_reason_and_can_be_removed() {
        assertThat(orphans.list()).isEmpty();
        sync().bury(task(), "the platform is away: http://p/x?token=s3cret");
        loop.tasks().tasks().delete(place.taskId());

        assertThat(orphans.list()).singleElement().satisfies(left -> {
            assertThat(left.rules()).hasSize(1);
            assertThat(left.tombstone()).isNotNull();
            assertThat(left.tombstone().taskName()).isEqualTo("cpu");
            assertThat(left.tombstone().reason()).contains("away").doesNotContain("s3cret");
        });
        List<Elsewhere> found = orphans.look(place.sourceId());
        assertThat(found).singleElement().satisfies(left -> assertThat(left.rules())
                .hasSize(1));
        assertThat(platform.rules()).as("looking changes nothing").hasSize(1);

        assertThat(orphans.remove(place.sourceId(), found)).allMatch(step -> Boolean.TRUE.equals(step.done()));
        assertThat(platform.rules()).isEmpty();
        assertThat(orphans.list()).isEmpty();
        assertThatThrownBy(() -> orphans.look(place.sourceId())).isInstanceOf(RefusedRequest.class);
    }

    @Test
    void what_is_left_of_a_deleted_task_can_be_forgotten_and_that_of_a_task_cannot() {
        assertThatThrownBy(() -> orphans.forget(place.sourceId())).hasMessageContaining("a task uses");
        sync().bury(task(), "gone");
        loop.tasks().tasks().delete(place.taskId());

        orphans.forget(place.sourceId());

        assertThat(orphans.list()).isEmpty();
        assertThat(platform.rules()).hasSize(1);
    }

    @Test
    void a_rule_that_was_given_up_stays_as_it_is_until_it_is_taken_back() {
        String name = platform.rules().get(0).name();
        assertThat(orphans.disown(place.sourceId(), List.of(name), new Orphans.Apply(false, false)))
                .containsExactly(name);
        assertThat(reasons(70)).containsExactly(RuleReason.CHANGED);

        orphans.disown(place.sourceId(), List.of(name), new Orphans.Apply(true, false));
        assertThat(reasons(70)).containsExactly(RuleReason.NOT_OURS);
        sync().sync(place.order(POLICY), false);
        assertThat(bounds()).containsExactly(60.0);
        sync().deleteAll(task());
        assertThat(platform.rules()).as("it outlives the rules of its task").hasSize(1);
    }

    @Test
    void a_rule_that_was_taken_back_is_ours_again() {
        orphans.disown(place.sourceId(), List.of(), new Orphans.Apply(true, false));
        assertThat(reasons(70)).containsExactly(RuleReason.NOT_OURS);

        assertThat(orphans.disown(place.sourceId(), List.of(), new Orphans.Apply(true, true)))
                .hasSize(1);

        assertThat(reasons(70)).containsExactly(RuleReason.CHANGED);
    }

    @Test
    void a_rollback_goes_to_the_version_that_was_synced_before_with_its_policy() {
        assertThatThrownBy(() -> sync().before(place.taskId())).hasMessageContaining("no other version");
        RuleLoop.Place first = place;
        loop.clock().advance(Duration.ofHours(1));
        place = loop.again(place);
        compute(90);
        SyncPolicy urgent = new SyncPolicy(Level.P0, List.of(), List.of(), null);
        sync().sync(place.order(urgent), false);
        assertThat(bounds()).containsExactly(90.0);

        RuleSync.Order before = sync().before(place.taskId());
        assertThat(before.versionId()).isEqualTo(first.versionId());
        assertThat(before.policy()).isEqualTo(POLICY);
        sync().sync(before, false);

        assertThat(bounds()).containsExactly(60.0);
    }

    private List<RuleReason> reasons(double upper) {
        loop.correct(place, thresholds(upper));
        return sync().plan(place.order(POLICY)).rules().stream()
                .map(PlannedRule::reason)
                .toList();
    }

    private void compute(double upper) {
        loop.run("one", type, Duration.ofDays(7)).next();
        loop.correct(place, thresholds(upper));
    }

    private static List<RuleOrder.Series> thresholds(double upper) {
        RuleBlock day = new RuleBlock(0, 24, new RuleBlock.Bound(upper, Duration.ofMinutes(3)), null);
        return List.of(new RuleOrder.Series("cpu_total", "cpu_total|host=a", Map.of("host", "a"), List.of(day)));
    }

    private List<Double> bounds() {
        return platform.rules().stream()
                .map(MemoryPlatform.Rule::content)
                .map((JsonNode content) -> content.path("threshold").asDouble())
                .toList();
    }

    private Task task() {
        return loop.tasks().tasks().find(place.taskId()).orElseThrow();
    }

    private RuleSync sync() {
        return loop.sync("one", type);
    }
}
