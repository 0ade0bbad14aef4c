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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.TimeSeries;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** Thresholds that the engine itself calls poor become rules when a person or the task says so, never by the schedule alone. */
@Tag("slow")
class PoorQualityTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final SyncPolicy POLICY = new SyncPolicy(Level.P1, List.of(), List.of(), null);

    @TempDir
    private Path folder;

    private final MemoryPlatform platform = new MemoryPlatform();
    private final MemoryDataSource type = new MemoryDataSource(platform);
    private RuleLoop loop;
    private RuleLoop.Place place;

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
        loop.run("one", type, Duration.ofDays(7)).next();
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void the_schedule_leaves_the_rule_of_a_poor_threshold_as_it_is_and_the_plan_shows_the_quality() {
        result(entry("a", 60, "good"), entry("b", 60, "good"));
        sync().sync(byPerson(), false);
        result(entry("a", 70, "good"), entry("b", 70, "poor"));

        RulePlan plan = sync().plan(byPerson());
        assertThat(plan.rules()).filteredOn(plan::isPoor).singleElement().satisfies(rule -> {
            assertThat(rule.name()).contains("host=b");
            assertThat(rule.action()).isEqualTo(RuleAction.UPDATE);
        });
        assertThat(sync().plan(scheduled()).rules())
                .extracting(PlannedRule::reason)
                .containsExactlyInAnyOrder(RuleReason.CHANGED, RuleReason.POOR_QUALITY);
        sync().sync(scheduled(), false);

        assertThat(bounds()).containsExactlyInAnyOrder(70.0, 60.0);
    }

    @Test
    void a_person_and_a_task_that_wants_them_sync_poor_thresholds() {
        result(entry("a", 60, "poor"));
        assertThatThrownBy(() -> sync().sync(scheduled(), false))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("sync_poor");
        assertThat(platform.rules()).isEmpty();

        sync().sync(byPerson(), false);
        assertThat(bounds()).containsExactly(60.0);

        result(entry("a", 80, "poor"));
        loop.tasks().tasks().syncPoor(List.of(place.taskId()), true);
        sync().sync(scheduled(), false);
        assertThat(bounds()).containsExactly(80.0);
    }

    private List<Double> bounds() {
        return platform.rules().stream()
                .map(rule -> rule.content().path("threshold").asDouble())
                .toList();
    }

    private void result(ObjectNode... entries) {
        Versions.Outcome outcome = new Versions.Outcome(VersionStatus.SUCCESS, null, List.of(entries));
        assertThat(loop.tasks().versions().correct(place.versionId(), outcome, NOW))
                .isTrue();
    }

    private static ObjectNode entry(String host, double upper, String quality) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("name", "cpu_total")
                .put("unique_key", "cpu_total|host=" + host)
                .put("status", "Success");
        entry.putObject("labels").put("host", host);
        entry.putObject("quality").put("level", quality);
        entry.putArray("thresholds")
                .addObject()
                .put("start_hour", 0)
                .put("end_hour", 24)
                .put("upper_bound", upper)
                .put("upper_window", 3);
        return entry;
    }

    private RuleSync sync() {
        return loop.sync("one", type);
    }

    private RuleSync.Order byPerson() {
        return place.order(POLICY);
    }

    private RuleSync.Order scheduled() {
        return new RuleSync.Order(place.taskId(), place.versionId(), POLICY, RuleSync.From.SCHEDULE);
    }
}
