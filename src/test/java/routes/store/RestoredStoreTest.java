package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.AlarmIds;
import routes.alarm.Level;
import routes.event.AlarmMerge;
import routes.event.LoggedAlarm;
import routes.event.MergePolicy;
import routes.event.MergeResult;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.fixtures.AlarmFixture;
import routes.notice.Notice;
import routes.subscription.Subscription.Target;

/** What docs/backup.md promises of a store and a log that are not of the same moment. */
@Tag("slow")
class RestoredStoreTest {
    private static final List<String> MERGED = List.of(CollectionNames.ALARM, CollectionNames.EVENT);
    private static final List<String> COLLECTIONS =
            List.of(CollectionNames.ALARM, CollectionNames.EVENT, CollectionNames.NOTICE);
    private static final int BATCH = 3;

    private final WireServer server = WireServer.start();
    private final AlarmMerge merge =
            new AlarmMerge(new MongoEventLedger(server.database()), source -> MergePolicy.DEFAULT);
    private final MongoNoticeStore notices = new MongoNoticeStore(server.database(), Duration.ofSeconds(3));
    private final List<LoggedAlarm> log = log();

    @BeforeEach
    void indexes() {
        StoreIndexes.create(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_store_of_any_earlier_moment_is_brought_up_to_date_by_reading_the_log_again() {
        List<Map<String, List<Document>>> backups = new ArrayList<>();
        for (LoggedAlarm alarm : log) {
            backups.add(copy());
            process(List.of(alarm));
        }
        Map<String, List<Document>> whole = copy();
        Set<Object> notices = ids(CollectionNames.NOTICE);
        assertThat(whole.get(CollectionNames.EVENT)).hasSize(4);
        assertThat(notices).hasSize(8);

        for (int moment = 0; moment < backups.size(); moment++) {
            for (int from = 0; from <= moment; from += 2) {
                restore(backups.get(moment));
                readFrom(from);
                String story = "a store of %d alarms, read again from %d".formatted(moment, from);
                Map<String, List<Document>> now = copy();
                assertThat(MERGED).allSatisfy(name -> assertThat(now.get(name))
                        .as(story)
                        .containsExactlyInAnyOrderElementsOf(whole.get(name)));
                assertThat(ids(CollectionNames.NOTICE)).as(story).isEqualTo(notices);
            }
        }
    }

    @Test
    void a_store_that_is_newer_than_the_log_loses_nothing_of_the_log_that_begins_anew() {
        process(log);
        Set<Object> before = ids(CollectionNames.EVENT);

        process(List.of(
                alarm("again", 1).of("db").withLevel(Level.P0).at(0),
                alarm("elsewhere", 1).of("web").at(1),
                alarm("a", 0).of("db").at(2)));

        Set<Object> after = ids(CollectionNames.EVENT);
        assertThat(after).containsAll(before).hasSize(before.size() + 2);
        assertThat(ids(CollectionNames.ALARM))
                .as("a delivery of before is known")
                .hasSize(log.size() + 2);
    }

    /** Two problems that begin, repeat, get worse, end and begin again. */
    private static List<LoggedAlarm> log() {
        return List.of(
                alarm("a", 0).of("db").at(0),
                alarm("b", 1).of("db").at(1),
                alarm("c", 2).of("disk").at(2),
                alarm("d", 3).of("db").withLevel(Level.P0).at(3),
                recovery("e", 5).of("db").at(4),
                alarm("f", 6).of("disk").at(5),
                alarm("g", 30).of("db").at(6),
                recovery("h", 31).of("disk").at(7),
                recovery("i", 32).of("db").at(8),
                alarm("j", 60).of("disk").at(9));
    }

    private static AlarmFixture alarm(String name, int minute) {
        return aFiringAlarm().withId(AlarmIds.derived(name)).afterMinutes(minute);
    }

    private static AlarmFixture recovery(String name, int minute) {
        return aRecovery().withId(AlarmIds.derived(name)).afterMinutes(minute);
    }

    private void readFrom(int first) {
        for (int from = first; from < log.size(); from += BATCH) {
            process(log.subList(from, Math.min(log.size(), from + BATCH)));
        }
    }

    /** As the merge and the dispatch do it: changes become notices, whose ids follow from them. */
    private void process(List<LoggedAlarm> alarms) {
        MergeResult merged = merge.merge(alarms);
        notices.add(merged.publications().stream()
                .filter(change -> change.transition() != Transition.REPEATED)
                .map(RestoredStoreTest::notice)
                .toList());
    }

    private static Notice notice(Publication change) {
        return Notice.reply(
                PublishedEvent.of(change.event(), change.transition(), change.position()),
                new Target("Webhook", "http://target.invalid/", null, null),
                AlarmFixture.START);
    }

    private Set<Object> ids(String collection) {
        Set<Object> ids = new HashSet<>();
        server.database().getCollection(collection).find().forEach(one -> ids.add(one.get("_id")));
        return ids;
    }

    private Map<String, List<Document>> copy() {
        Map<String, List<Document>> copy = new HashMap<>();
        COLLECTIONS.forEach(name ->
                copy.put(name, server.database().getCollection(name).find().into(new ArrayList<>())));
        return copy;
    }

    private void restore(Map<String, List<Document>> backup) {
        backup.forEach((name, documents) -> {
            server.database().getCollection(name).deleteMany(new Document());
            if (!documents.isEmpty()) {
                server.database().getCollection(name).insertMany(documents);
            }
        });
    }
}
