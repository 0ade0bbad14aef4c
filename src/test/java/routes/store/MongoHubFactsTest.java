package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.health.selfalarm.Findings.Refusals;
import routes.health.selfalarm.HubFacts.Open;

@Tag("slow")
class MongoHubFactsTest {
    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private MongoHubFacts facts;

    @BeforeAll
    static void start() {
        server = WireStore.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty();
        StoreIndexes.create(database);
        facts = new MongoHubFacts(database);
    }

    @Test
    void what_is_refused_is_counted_by_source_with_repeats_and_the_last_reason() {
        MongoRejectedRepository book = new MongoRejectedRepository(database);
        book.keep(List.of(refused(1, "zabbix", NOW.minusSeconds(9999), "old")));
        book.keep(List.of(refused(2, "zabbix", NOW.minusSeconds(300), "same")));
        book.keep(List.of(refused(3, "zabbix", NOW.minusSeconds(200), "same")));
        book.keep(List.of(refused(4, "zabbix", NOW.minusSeconds(100), "other")));
        book.keep(List.of(refused(5, "aliyun", NOW, "form")));

        assertThat(facts.refusals(NOW.minusSeconds(600)))
                .containsExactlyInAnyOrder(
                        new Refusals("zabbix", NOW.minusSeconds(300), NOW.minusSeconds(100), 3, "other"),
                        new Refusals("aliyun", NOW, NOW, 1, "form"));
    }

    @Test
    void what_was_replayed_or_discarded_is_not_refused_any_more() {
        MongoRejectedRepository book = new MongoRejectedRepository(database);
        book.keep(List.of(refused(1, "zabbix", NOW, "title")));
        String id = refused(1, "zabbix", NOW, "title").id();
        book.move(id, RejectedState.DISCARDED, List.of(), NOW);

        assertThat(facts.refusals(NOW.minusSeconds(600))).isEmpty();
    }

    @Test
    void dead_notices_of_the_window_count_but_for_those_about_alarms_of_the_hub() {
        event(1, "zabbix", "zabbix:1", null);
        event(2, "veaiops", "veaiops:hub-notices-dead:all", null);
        dead(11, 1, NOW, "DEAD");
        dead(12, 1, NOW.minusSeconds(7200), "DEAD");
        dead(13, 1, NOW, "SKIPPED");
        dead(14, 2, NOW, "DEAD");

        assertThat(facts.dead(NOW.minusSeconds(3600))).isEqualTo(1);
    }

    @Test
    void open_are_alarms_of_the_hub_that_are_not_of_heartbeats() {
        event(1, "veaiops", "veaiops:hub-spool-fills:alarms", "veaiops:hub-spool-fills:alarms");
        event(2, "veaiops", "veaiops:hub-notices-dead:all", null);
        event(3, "veaiops", "veaiops:heartbeat:abc", "veaiops:heartbeat:abc");
        StoredEvent.open(new MongoEventLedger(database), anEvent().numbered(4).build());

        assertThat(facts.open()).containsExactly(new Open("veaiops:hub-spool-fills:alarms", id(1).toHexString(), "t"));
    }

    private static RejectedBody refused(int number, String source, Instant at, String message) {
        return new RejectedBody(
                id(number).toHexString(),
                source,
                at,
                "application/json",
                message.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                message.length(),
                null,
                null,
                "invalid_field",
                null,
                message,
                RejectedState.REJECTED,
                List.of(),
                at,
                null,
                at,
                1);
    }

    private void event(int number, String source, String fingerprint, String open) {
        Document event = new Document("_id", id(number))
                .append("source", source)
                .append("title", "t")
                .append("fingerprint", fingerprint);
        if (open != null) {
            event.append(MongoEventLedger.OPEN_FINGERPRINT, open);
        }
        database.getCollection(CollectionNames.EVENT).insertOne(event);
    }

    private void dead(int number, int event, Instant at, String state) {
        database.getCollection(CollectionNames.NOTICE)
                .insertOne(new Document("_id", id(number))
                        .append("event_main_id", id(event))
                        .append("state", state)
                        .append(
                                NoticeDocuments.DEAD_KEY,
                                NoticeDocuments.dueKey(at, id(number).toHexString())));
    }

    private static ObjectId id(int number) {
        return new ObjectId(String.format("%024x", number));
    }
}
