package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.threshold.Direction;
import routes.threshold.rule.Refresh;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.SyncRecords;
import routes.threshold.task.MetricTemplate;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

@Tag("slow")
class TaskRetentionTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(180);
    private static final Instant OLD = NOW.minus(KEPT).minusSeconds(60);
    private static final Instant YOUNG = NOW.minus(KEPT).plusSeconds(60);

    private final WireServer server = WireServer.start();
    private final MongoDatabase database = server.database();
    private final MongoVersions versions = new MongoVersions(database);
    private final MongoSyncRecords syncs = new MongoSyncRecords(database);
    private final MongoRefreshes refreshes = new MongoRefreshes(database);
    private final String task = new ObjectId().toHexString();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void old_versions_go_with_their_results_and_what_is_needed_of_a_task_stays() {
        String gone = version(1, OLD.minusSeconds(50), VersionStatus.SUCCESS);
        String synced = version(2, OLD.minusSeconds(40), VersionStatus.SUCCESS);
        String lastSuccess = version(3, OLD.minusSeconds(30), VersionStatus.SUCCESS);
        String failed = version(4, OLD.minusSeconds(20), VersionStatus.FAILED);
        String newest = version(5, OLD.minusSeconds(10), VersionStatus.FAILED);
        sync(synced, OLD, true);
        List.of(gone, newest).forEach(this::withLargeResultAndPoints);

        sweep();

        assertThat(found(gone, synced, lastSuccess, failed, newest)).containsExactly(synced, lastSuccess, newest);
        assertThat(versions.result(gone)).isEmpty();
        assertThat(versions.result(lastSuccess)).hasSize(1);
        for (String beside : List.of(CollectionNames.TASK_RESULT, CollectionNames.TASK_SLOT)) {
            assertThat(database.getCollection(beside).find())
                    .extracting(document -> document.getString("version_id"))
                    .as(beside)
                    .containsExactly(newest);
        }
    }

    private void withLargeResultAndPoints(String version) {
        Document part = new Document("_id", version + "/0").append("version_id", version);
        database.getCollection(CollectionNames.TASK_RESULT).insertOne(part);
        new MongoSlots(database).save(version, 0, List.of());
    }

    @Test
    void a_young_version_stays_and_so_does_one_that_waits() {
        String young = version(1, YOUNG, VersionStatus.FAILED);
        String newest = version(2, NOW, VersionStatus.SUCCESS);
        String waits = queued(3, OLD).id();

        sweep();

        assertThat(found(young, newest, waits)).containsExactly(young, newest, waits);
    }

    @Test
    void old_syncs_go_but_for_the_newest_of_a_task_and_one_that_is_not_over() {
        String version = version(1, OLD, VersionStatus.SUCCESS);
        sync(version, OLD.minusSeconds(20), true);
        String last = sync(version, OLD.minusSeconds(10), true);

        sweep();
        assertThat(records(version)).containsExactly(last);

        String open = sync(version, OLD.minusSeconds(5), false);
        String young = sync(version, YOUNG, true);
        sweep();
        assertThat(records(version)).containsExactly(young, open);
    }

    @Test
    void old_refreshes_go_but_for_the_newest() {
        refresh(OLD.minusSeconds(10));
        String last = refresh(OLD);

        sweep();

        assertThat(refreshes.latest().orElseThrow().id()).isEqualTo(last);
        assertThat(database.getCollection(CollectionNames.REFRESH_RECORD).countDocuments())
                .isEqualTo(1);
    }

    private void sweep() {
        new TaskRetention(database).deleteBefore(NOW.minus(KEPT));
    }

    private List<String> found(String... ids) {
        return Arrays.stream(ids).filter(id -> versions.find(id).isPresent()).toList();
    }

    private TaskVersion queued(int number, Instant at) {
        TaskVersion.Ask ask = new TaskVersion.Ask(
                MetricTemplate.copy("metric_template_value", JsonNodeFactory.instance.objectNode()),
                3,
                Direction.BOTH,
                0.5,
                TaskVersion.NORMAL,
                false);
        TaskVersion version = TaskVersion.queued(versions.newId(), task, number, ask, at);
        versions.insert(version);
        return version;
    }

    private String version(int number, Instant at, VersionStatus status) {
        TaskVersion queued = queued(number, at);
        TaskVersion claimed = versions.claim(new Versions.Claim("one", at, at.plusSeconds(60)))
                .orElseThrow();
        versions.finish(
                claimed,
                new Versions.Outcome(
                        status,
                        null,
                        List.of(JsonNodeFactory.instance.objectNode().put("name", "cpu"))),
                at);
        return queued.id();
    }

    private String sync(String versionId, Instant at, boolean over) {
        SyncRecord record = new SyncRecord(
                syncs.newId(),
                task,
                versionId,
                SyncRecord.Status.RUNNING,
                null,
                JsonNodeFactory.instance.objectNode().put("alarm_level", "P1"),
                List.of(),
                List.of(),
                "one",
                1,
                "ann",
                at,
                at);
        assertThat(syncs.open(record, at.plusSeconds(60))).isTrue();
        if (over) {
            syncs.close(record, new SyncRecord.End(SyncRecord.Status.SUCCESS, null, List.of()), at);
        }
        return record.id();
    }

    private List<String> records(String versionId) {
        return syncs.list(new SyncRecords.Filter(task, versionId, null, null, null), 0, 10).items().stream()
                .map(SyncRecord::id)
                .toList();
    }

    private String refresh(Instant at) {
        Refresh refresh = new Refresh(refreshes.newId(), List.of(), null, 0, at);
        assertThat(refreshes.open(refresh, null)).isTrue();
        return refresh.id();
    }
}
