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
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.PlatformFailure;
import routes.datasource.TimeSeries;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;
import routes.threshold.task.Task;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** What is left when a copy ends in the middle, and what another one makes of it. */
@Tag("slow")
class CrashTest {
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
        List.of("a", "b", "d").forEach(host -> platform.add(steady(host)));
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("metric_name", "cpu_total");
        place = loop.add(type, "cpu", ACCOUNT, config);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void a_version_that_was_left_is_taken_over_after_its_lease_and_fetches_only_what_is_missing() {
        platform.failReads(5, () -> new IllegalStateException("the process ends here"));
        assertThatThrownBy(() -> run("one").next()).hasMessageContaining("the process ends here");
        loop.settle();
        int kept = loop.tasks().slots().fetched(place.versionId()).size();
        assertThat(kept).isPositive();

        assertThat(run("two").next()).isFalse();
        loop.passLeases();
        int before = platform.reads();
        assertThat(run("two").next()).isTrue();

        assertThat(versions().find(place.versionId()).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
        assertThat(versions().result(place.versionId())).hasSize(3);
        assertThat(platform.reads() - before).isEqualTo(3 * (28 - kept));
    }

    @Test
    void a_copy_that_stops_takes_no_version_and_leaves_the_one_at_hand_to_its_lease() {
        RuleLoop.Worker worker = loop.run("one", type, Duration.ofDays(7), () -> platform.reads() > 5);

        assertThat(worker.next()).isTrue();
        loop.settle();

        assertThat(worker.next()).isFalse();
        TaskVersion left = versions().find(place.versionId()).orElseThrow();
        assertThat(left.status().isFinal()).isFalse();
        assertThat(run("two").next()).isFalse();
        loop.passLeases();
        assertThat(run("two").next()).isTrue();
        assertThat(versions().find(place.versionId()).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
    }

    @Test
    void a_platform_that_is_away_is_called_again_later_and_not_for_ever() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            platform.fail(1000, () -> new PlatformFailure.Unavailable("no answer in time", "timeout"));
            assertThat(run("one").next()).isTrue();
            assertThat(run("one").next()).isFalse();
            loop.clock().advance(Duration.ofHours(1));
        }

        TaskVersion version = versions().find(place.versionId()).orElseThrow();
        assertThat(version.status()).isEqualTo(VersionStatus.FAILED);
        assertThat(version.error()).contains("timeout");
        assertThat(run("one").next()).isFalse();
    }

    @Test
    void a_copy_that_was_overtaken_writes_nothing() {
        TaskVersion claimed = versions()
                .claim(new Versions.Claim("one", NOW, NOW.plus(RuleLoop.LEASE)))
                .orElseThrow();
        loop.passLeases();
        run("two").next();

        boolean written = versions()
                .finish(
                        claimed,
                        new Versions.Outcome(VersionStatus.FAILED, "late", List.of()),
                        loop.clock().instant());

        assertThat(written).isFalse();
        assertThat(versions().find(place.versionId()).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
    }

    @Test
    void a_sync_that_was_left_in_the_middle_is_finished_by_another_copy_without_a_second_rule() {
        run("one").next();
        platform.crashAfterWrite(2);
        assertThatThrownBy(() -> sync("one").sync(order(), false)).hasMessage("the process ends here");
        assertThat(platform.rules()).hasSize(2);

        assertThatThrownBy(() -> sync("two").sync(order(), false))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("under way");
        assertThat(loop.resume("two", type)).isFalse();
        loop.passLeases();
        assertThat(loop.resume("two", type)).isTrue();

        assertThat(platform.rules()).hasSize(6);
        assertThat(platform.rules()).extracting(MemoryPlatform.Rule::ruleId).doesNotHaveDuplicates();
        SyncRecord record = loop.records(place).get(0);
        assertThat(record.status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.steps()).allMatch(step -> Boolean.TRUE.equals(step.done()));
        assertThat(sync("two").plan(order()).count(RuleAction.KEEP)).isEqualTo(6);
    }

    @Test
    void a_webhook_that_a_sync_names_is_stored_encrypted_and_serves_the_next_process() {
        run("one").next();
        String webhook = "https://hub.example/hook?key=s3cret-key";
        SyncPolicy policy = new SyncPolicy(Level.P1, List.of(), List.of(), webhook);

        sync("one").sync(place.order(policy), false);
        assertThat(loop.stored()).doesNotContain("s3cret-key").contains("v1:k1:");

        Task task = loop.tasks().tasks().find(place.taskId()).orElseThrow();
        RuleSync two = sync("two");
        SyncRecord repeated = two.sync(two.repeated(task, place.versionId()), false);
        assertThat(repeated.status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(new PolicyVault(RuleLoop.BOX, RuleLoop.TASKS).open(task.id(), task.policy()))
                .isEqualTo(policy);
    }

    @Test
    void many_deletions_wait_for_a_confirmation() {
        run("one").next();
        for (int i = 0; i < 7; i++) {
            platform.put(new MemoryPlatform.Rule(
                    "old" + i, place.sourceId(), "old" + i, "old" + i, true, JsonNodeFactory.instance.objectNode()));
        }

        assertThatThrownBy(() -> sync("one").sync(order(), false)).hasMessageContaining("confirm_deletions");
        assertThat(platform.rules()).hasSize(7);
        assertThat(sync("one").sync(order(), true).count(RuleAction.DELETE)).isEqualTo(7);
        assertThat(platform.rules()).hasSize(6);
    }

    private RuleLoop.Worker run(String owner) {
        return loop.run(owner, type, Duration.ofDays(7));
    }

    private RuleSync sync(String owner) {
        return loop.sync(owner, type);
    }

    private RuleSync.Order order() {
        return place.order(new SyncPolicy(Level.P1, List.of(), List.of(), null));
    }

    private Versions versions() {
        return loop.tasks().versions();
    }

    private static TimeSeries steady(String host) {
        long[] times = LongStream.range(0, 7 * 1440)
                .map(minute -> NOW.getEpochSecond() - 7 * 86_400 + 60 * minute)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        return TimeSeries.of("cpu_total", Map.of("host", host), times, values);
    }
}
