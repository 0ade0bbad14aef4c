package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.http.RunningApi;
import routes.steps.watch.PipelineMetrics;
import routes.store.CollectionNames;
import routes.store.WireServer;
import routes.wiring.HistoryWiring;

/** The route that deletes history, with the settings that say what is old. */
@Tag("slow")
class HistoryRetentionTest {
    private static final Instant NOW = Instant.now();
    private static final Map<String, String> A_MONTH = Map.of(
            "veaiops.history.sweep-period-millis", "50",
            "veaiops.events.keep-days", "30",
            "veaiops.notices.keep-days", "30",
            "veaiops.notices.keep-dead-days", "30",
            "veaiops.feedback.keep-days", "30",
            "veaiops.messages.keep-days", "30",
            "veaiops.files.keep-days", "30");

    private final WireServer store = WireServer.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void what_is_older_than_its_setting_is_deleted_counted_and_the_rest_stays() throws Exception {
        fill(Duration.ofDays(31));
        fill(Duration.ofDays(29));

        try (RunningApi running = start(A_MONTH)) {
            Awaitility.await().untilAsserted(() -> assertThat(counts()).containsOnly(1L));
        }

        assertThat(List.of("events", "notices", "dead_notices", "feedback", "messages", "files"))
                .allSatisfy(kind -> assertThat(registry.counter("veaiops.history.deleted", "kind", kind)
                                .count())
                        .as(kind)
                        .isOne());
    }

    @Test
    void nothing_is_deleted_unless_a_setting_says_so() throws Exception {
        fill(Duration.ofDays(9999));
        store.database()
                .getCollection(CollectionNames.FEEDBACK)
                .insertOne(new Document("created_at", Date.from(NOW.minus(Duration.ofDays(31)))));

        Map<String, String> onlyFeedback =
                Map.of("veaiops.history.sweep-period-millis", "50", "veaiops.feedback.keep-days", "30");
        try (RunningApi running = start(onlyFeedback)) {
            MongoCollection<Document> feedback = store.database().getCollection(CollectionNames.FEEDBACK);
            Awaitility.await().until(() -> feedback.countDocuments() == 0);
            feedback.insertOne(new Document("created_at", Date.from(Instant.EPOCH)));
            Awaitility.await().until(() -> feedback.countDocuments() == 0);
        }

        assertThat(counts()).containsExactly(1L, 1L, 1L, 0L, 1L, 1L);
    }

    @Test
    void events_that_end_before_their_alarms_are_refused_at_the_start() {
        assertThatThrownBy(() -> start(Map.of("veaiops.events.keep-days", "29")).close())
                .hasStackTraceContaining("veaiops.events.keep-days must not be less than veaiops.alarms.keep-days");
    }

    private RunningApi start(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put(RunningApi.ROUTES, "history-retention-sweep");
        return RunningApi.start(
                List.of("routes/housekeeping.camel.yaml"),
                List.of(new HistoryWiring()),
                Map.of("mongoDatabase", store.database(), "pipelineMetrics", new PipelineMetrics(registry)),
                all);
    }

    /** One event, one notice of each end, one click, one message and one file. */
    private void fill(Duration age) {
        Date at = Date.from(NOW.minus(age));
        ObjectId event = new ObjectId();
        insert(CollectionNames.EVENT, new Document("_id", event).append("state", "RESOLVED"), at);
        insert(CollectionNames.NOTICE, new Document("event_main_id", event).append("state", "SENT"), at);
        insert(CollectionNames.NOTICE, new Document("event_main_id", event).append("state", "DEAD"), at);
        insert(CollectionNames.FEEDBACK, new Document("event_main_id", event), at);
        insert(CollectionNames.MESSAGE, new Document("msg_id", event.toHexString()).append("msg_time", at), at);
        insert(CollectionNames.MESSAGE_FILE, new Document("at", at), at);
    }

    private void insert(String collection, Document document, Date at) {
        store.database()
                .getCollection(collection)
                .insertOne(document.append("status", 3).append("created_at", at).append("updated_at", at));
    }

    /** Events, notices that were sent, dead ones, feedback, messages, files. */
    private List<Long> counts() {
        return List.of(
                count(CollectionNames.EVENT, new Document()),
                count(CollectionNames.NOTICE, new Document("state", "SENT")),
                count(CollectionNames.NOTICE, new Document("state", "DEAD")),
                count(CollectionNames.FEEDBACK, new Document()),
                count(CollectionNames.MESSAGE, new Document()),
                count(CollectionNames.MESSAGE_FILE, new Document()));
    }

    private long count(String collection, Document which) {
        return store.database().getCollection(collection).countDocuments(which);
    }
}
