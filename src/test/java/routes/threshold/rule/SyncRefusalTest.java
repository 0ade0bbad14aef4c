package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;

/** Versions that become no rules. */
@Tag("slow")
class SyncRefusalTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final SyncPolicy POLICY = new SyncPolicy(Level.P1, List.of(), List.of(), null);
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

    @BeforeEach
    void start() {
        loop = RuleLoop.start(folder, NOW);
        platform.add(TimeSeries.of("cpu_total", Map.of("host", "a"), new long[] {0}, new double[] {1}));
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void a_version_of_another_task_is_refused_and_changes_nothing() {
        RuleLoop.Place cpu = learned("cpu", List.of(series()));
        RuleLoop.Place load = learned("load", List.of(series()));

        refused(new RuleSync.Order(cpu.taskId(), load.versionId(), POLICY), "a version of another task");
    }

    @Test
    void a_version_without_a_threshold_is_refused_and_the_rules_that_are_there_stay() {
        RuleLoop.Place cpu = learned("cpu", List.of(series()));
        loop.sync("one", type).sync(cpu.order(POLICY), false);
        loop.correct(cpu, List.of());

        refused(cpu.order(POLICY), "none of its series has a threshold");
        assertThat(loop.sync("one", type).plan(cpu.order(POLICY)).rules())
                .extracting(PlannedRule::reason)
                .containsExactly(RuleReason.NOTHING_WANTED);
    }

    private void refused(RuleSync.Order order, String why) {
        int writes = platform.writes();
        assertThatThrownBy(() -> loop.sync("one", type).sync(order, true))
                .isInstanceOfSatisfying(RefusedRequest.class, refusal -> assertThat(refusal.field())
                        .contains("task_version_id"))
                .hasMessageContaining(why);
        assertThat(platform.writes()).isEqualTo(writes);
    }

    private RuleLoop.Place learned(String name, List<RuleOrder.Series> thresholds) {
        RuleLoop.Place place = loop.add(
                type, name, ACCOUNT, JsonNodeFactory.instance.objectNode().put("metric_name", "cpu_total"));
        loop.run("one", type, Duration.ofDays(7)).next();
        loop.correct(place, thresholds);
        return place;
    }

    private static RuleOrder.Series series() {
        RuleBlock day = new RuleBlock(0, 24, new RuleBlock.Bound(60, Duration.ofMinutes(3)), null);
        return new RuleOrder.Series("cpu_total", "cpu_total|host=a", Map.of("host", "a"), List.of(day));
    }
}
