package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.SeriesRange;
import routes.threshold.Direction;
import routes.threshold.task.MetricTemplate;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Versions;

/** The durable queue of versions that wait to be computed. */
@Tag("slow")
class VersionQueueTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int URGENT = 4;

    private final WireServer server = WireServer.start();
    private final MongoVersions versions = new MongoVersions(server.database());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_most_urgent_version_is_taken_first_and_of_equals_the_oldest() {
        String low = queued(TaskVersion.LOW, NOW.minusSeconds(30));
        String younger = queued(TaskVersion.NORMAL, NOW.minusSeconds(10));
        String older = queued(TaskVersion.NORMAL, NOW.minusSeconds(20));
        String urgent = queued(URGENT, NOW);

        for (String next : new String[] {urgent, older, younger, low}) {
            assertThat(taken("one", NOW)).isEqualTo(next);
        }
        assertThat(taken("one", NOW)).isEqualTo("none");
    }

    @Test
    void a_version_is_taken_from_a_copy_that_fell_silent_and_not_from_one_that_lives() {
        String id = queued(TaskVersion.NORMAL, NOW);
        TaskVersion claimed =
                versions.claim(new Versions.Claim("one", NOW, NOW.plus(LEASE))).orElseThrow();
        Instant later = NOW.plus(LEASE);
        SeriesRange range = new SeriesRange(NOW.minusSeconds(60), NOW);
        assertThat(versions.beat(claimed, range, claimed.progress(), later.plus(LEASE)))
                .isTrue();

        assertThat(taken("two", later)).isEqualTo("none");
        assertThat(taken("two", later.plus(LEASE))).isEqualTo(id);
        assertThat(versions.beat(claimed, range, claimed.progress(), later.plus(LEASE)))
                .as("who was overtaken hears it")
                .isFalse();
    }

    @Test
    void a_version_that_is_to_be_tried_later_waits_so_long_and_holds_nobody_up() {
        String failed = queued(URGENT, NOW);
        String other = queued(TaskVersion.LOW, NOW);
        TaskVersion claimed =
                versions.claim(new Versions.Claim("one", NOW, NOW.plus(LEASE))).orElseThrow();
        versions.later(claimed, "timeout", NOW.plusSeconds(30), NOW);

        assertThat(taken("one", NOW)).isEqualTo(other);
        assertThat(taken("one", NOW.plusSeconds(30))).isEqualTo(failed);
    }

    private String taken(String owner, Instant at) {
        return versions.claim(new Versions.Claim(owner, at, at.plus(LEASE)))
                .map(TaskVersion::id)
                .orElse("none");
    }

    private String queued(int priority, Instant at) {
        TaskVersion.Ask ask = new TaskVersion.Ask(
                MetricTemplate.copy("metric_template_value", JsonNodeFactory.instance.objectNode()),
                3,
                Direction.BOTH,
                0.5,
                priority,
                false);
        TaskVersion version = TaskVersion.queued(versions.newId(), new ObjectId().toHexString(), 1, ask, at);
        versions.insert(version);
        return version.id();
    }
}
