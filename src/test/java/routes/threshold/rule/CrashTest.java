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
import routes.datasource.PlatformFailure;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** What is left when a copy ends in the middle, and what another one makes of it. */
@Tag("slow")
class CrashTest {
    @TempDir
    private Path folder;

    private MemoryTask task;
    private RuleLoop loop;
    private MemoryPlatform platform;

    @BeforeEach
    void start() {
        task = MemoryTask.start(folder).reading("a", "b", "d");
        loop = task.loop();
        platform = task.platform();
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void a_version_that_was_left_is_taken_over_after_its_lease_and_fetches_only_what_is_missing() {
        platform.failReads(5, () -> new IllegalStateException("the process ends here"));
        assertThatThrownBy(() -> task.run("one").next()).hasMessageContaining("the process ends here");
        loop.settle();
        int kept = loop.tasks().slots().fetched(place().versionId()).size();
        assertThat(kept).isPositive();

        assertThat(task.run("two").next()).isFalse();
        loop.passLeases();
        int before = platform.reads();
        assertThat(task.run("two").next()).isTrue();

        assertThat(versions().find(place().versionId()).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
        assertThat(versions().result(place().versionId())).hasSize(3);
        assertThat(platform.reads() - before).isEqualTo(3 * (28 - kept));
    }

    @Test
    void a_copy_that_stops_takes_no_version_and_leaves_the_one_at_hand_to_its_lease() {
        RuleLoop.Worker worker = loop.run("one", task.type(), Duration.ofDays(7), () -> platform.reads() > 5);

        assertThat(worker.next()).isTrue();
        loop.settle();

        assertThat(worker.next()).isFalse();
        TaskVersion left = versions().find(place().versionId()).orElseThrow();
        assertThat(left.status().isFinal()).isFalse();
        assertThat(task.run("two").next()).isFalse();
        loop.passLeases();
        assertThat(task.run("two").next()).isTrue();
        assertThat(versions().find(place().versionId()).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
    }

    @Test
    void a_platform_that_is_away_is_called_again_later_and_not_for_ever() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            platform.fail(1000, () -> new PlatformFailure.Unavailable("no answer in time", "timeout"));
            assertThat(task.run("one").next()).isTrue();
            assertThat(task.run("one").next()).isFalse();
            loop.clock().advance(Duration.ofHours(1));
        }

        TaskVersion version = versions().find(place().versionId()).orElseThrow();
        assertThat(version.status()).isEqualTo(VersionStatus.FAILED);
        assertThat(version.error()).contains("timeout");
        assertThat(task.run("one").next()).isFalse();
    }

    @Test
    void a_copy_that_was_overtaken_writes_nothing() {
        TaskVersion claimed = versions()
                .claim(new Versions.Claim("one", MemoryTask.NOW, MemoryTask.NOW.plus(RuleLoop.LEASE)))
                .orElseThrow();
        loop.passLeases();
        task.run("two").next();

        boolean written = versions()
                .finish(
                        claimed,
                        new Versions.Outcome(VersionStatus.FAILED, "late", List.of()),
                        loop.clock().instant());

        assertThat(written).isFalse();
        assertThat(versions().find(place().versionId()).orElseThrow().status()).isEqualTo(VersionStatus.SUCCESS);
    }

    @Test
    void a_sync_that_was_left_in_the_middle_is_finished_by_another_copy_without_a_second_rule() {
        task.run("one").next();
        platform.crashAfterWrite(2);
        assertThatThrownBy(() -> task.sync("one").sync(task.order(), false)).hasMessage("the process ends here");
        assertThat(platform.rules()).hasSize(2);

        assertThatThrownBy(() -> task.sync("two").sync(task.order(), false))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("under way");
        assertThat(loop.resume("two", task.type())).isFalse();
        loop.passLeases();
        assertThat(loop.resume("two", task.type())).isTrue();

        assertThat(platform.rules()).hasSize(6);
        assertThat(platform.rules()).extracting(MemoryPlatform.Rule::ruleId).doesNotHaveDuplicates();
        SyncRecord record = loop.records(place()).get(0);
        assertThat(record.status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(record.steps()).allMatch(step -> Boolean.TRUE.equals(step.done()));
        assertThat(task.sync("two").plan(task.order()).count(RuleAction.KEEP)).isEqualTo(6);
    }

    @Test
    void a_webhook_that_a_sync_names_is_stored_encrypted_and_serves_the_next_process() {
        task.run("one").next();
        String webhook = "https://hub.example/hook?key=s3cret-key";
        SyncPolicy policy = new SyncPolicy(Level.P1, List.of(), List.of(), webhook);

        task.sync("one").sync(place().order(policy), false);
        assertThat(loop.stored()).doesNotContain("s3cret-key").contains("v1:k1:");

        RuleSync two = task.sync("two");
        SyncRecord repeated = two.sync(two.repeated(task.task(), place().versionId()), false);
        assertThat(repeated.status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(new PolicyVault(RuleLoop.BOX, RuleLoop.TASKS)
                        .open(task.task().id(), task.task().policy()))
                .isEqualTo(policy);
    }

    private RuleLoop.Place place() {
        return task.place();
    }

    private Versions versions() {
        return loop.tasks().versions();
    }
}
