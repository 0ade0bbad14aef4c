package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.notice.NoticeState;

@Tag("slow")
class MongoHistoryTest {
    private static final Instant BEFORE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant OLD = BEFORE.minusMillis(1);

    private final WireServer server = WireServer.start();
    private final MongoHistory history = new MongoHistory(server.database());

    @BeforeEach
    void indexes() {
        StoreIndexes.create(server.database());
        StoreIndexes.create(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_old_event_that_ended_is_deleted_and_a_young_one_stays() {
        Document old = event(OLD, EventState.RESOLVED);
        Document young = event(BEFORE, EventState.EXPIRED);

        assertThat(history.delete("events", BEFORE, BEFORE)).isEqualTo(1);

        assertThat(left(CollectionNames.EVENT)).doesNotContain(id(old)).contains(id(young));
        assertThat(history.delete("events", BEFORE, BEFORE))
                .as("another copy, or again")
                .isZero();
    }

    @Test
    void an_open_event_is_never_deleted_nor_what_belongs_to_it() {
        Document open = openEvent();
        notice(open, NoticeState.SENT, new Document());
        notice(open, NoticeState.DEAD, new Document());
        feedback(open);

        assertThat(history.delete("notices", BEFORE, BEFORE) + history.delete("dead_notices", BEFORE, BEFORE))
                .isZero();
        assertThat(history.delete("feedback", BEFORE, BEFORE)).isZero();
        assertThat(history.delete("events", BEFORE, BEFORE)).isZero();
    }

    @ParameterizedTest
    @EnumSource(NoticeState.class)
    void a_notice_on_its_way_stays_with_its_event(NoticeState state) {
        Document event = event(OLD, EventState.RESOLVED);
        Document notice = notice(event, state, new Document());
        boolean given = state == NoticeState.DEAD || state == NoticeState.SKIPPED;

        assertThat(history.delete("events", BEFORE, BEFORE)).isEqualTo(state.terminal() ? 1 : 0);
        assertThat(history.delete("notices", BEFORE, BEFORE)).isEqualTo(state.terminal() && !given ? 1 : 0);
        assertThat(history.delete("dead_notices", BEFORE, BEFORE)).isEqualTo(given ? 1 : 0);

        assertThat(left(CollectionNames.NOTICE).contains(id(notice))).isEqualTo(!state.terminal());
        assertThat(left(CollectionNames.EVENT).contains(id(event))).isEqualTo(!state.terminal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"due_key", "held_key", "gather_key", "settle_key"})
    void a_notice_that_waits_for_something_stays_whatever_its_state(String key) {
        Document event = event(OLD, EventState.RESOLVED);
        notice(event, NoticeState.SUPPRESSED, new Document(key, "x " + new ObjectId()));

        assertThat(history.delete("notices", BEFORE, BEFORE)).isZero();
        assertThat(history.delete("events", BEFORE, BEFORE)).isZero();
    }

    @Test
    void an_event_that_no_subscription_was_looked_up_for_stays() {
        Document unseen = event(OLD, EventState.RESOLVED);
        set(CollectionNames.EVENT, unseen, new Document("status", EventStatus.INITIAL.code()));

        assertThat(history.delete("events", BEFORE, BEFORE)).isZero();
    }

    @Test
    void what_the_reference_system_stored_is_history() {
        Document event = new Document("_id", new ObjectId())
                .append("status", 0)
                .append("created_at", Date.from(OLD))
                .append("updated_at", Date.from(OLD));
        collection(CollectionNames.EVENT).insertOne(event);
        collection(CollectionNames.NOTICE)
                .insertOne(new Document("event_main_id", event.get("_id"))
                        .append("created_at", Date.from(OLD))
                        .append("updated_at", Date.from(OLD)));

        assertThat(history.delete("events", BEFORE, BEFORE)).isEqualTo(1);
        assertThat(history.delete("notices", BEFORE, BEFORE)).isEqualTo(1);
    }

    @Test
    void many_are_deleted_in_batches_past_those_that_stay() {
        Document open = openEvent();
        Document over = event(OLD, EventState.RESOLVED);
        int many = 2 * BatchDeletion.SIZE + 1;
        collection(CollectionNames.NOTICE)
                .insertMany(IntStream.range(0, many)
                        .mapToObj(i -> noticeOf(i % 2 == 0 ? open : over, NoticeState.SENT))
                        .toList());

        assertThat(history.delete("notices", BEFORE, BEFORE)).isEqualTo(BatchDeletion.SIZE);
        assertThat(left(CollectionNames.NOTICE)).hasSize(BatchDeletion.SIZE + 1);
    }

    @Test
    void a_message_goes_with_its_files_and_one_that_is_not_on_its_topic_stays() {
        message("om_1", true, "veaiops-file:named");
        message("om_2", false, "pending:k");
        file("named", new Document());
        file("keyed", new Document("message", "Lark bot om_1").append("at", Date.from(OLD)));
        file("other", new Document("message", "Lark bot om_2").append("at", Date.from(OLD)));

        assertThat(history.delete("messages", BEFORE, BEFORE)).isEqualTo(1);

        assertThat(left(CollectionNames.MESSAGE)).hasSize(1);
        assertThat(left(CollectionNames.MESSAGE_FILE)).containsExactly("other");
    }

    @Test
    void a_file_without_a_time_gets_one_and_goes_in_its_turn() {
        file("old", new Document("at", Date.from(OLD)));
        file("young", new Document("at", Date.from(BEFORE)));
        file("timeless", new Document());

        assertThat(history.delete("files", BEFORE, BEFORE)).isEqualTo(1);
        assertThat(left(CollectionNames.MESSAGE_FILE)).containsExactlyInAnyOrder("young", "timeless");
        Instant later = BEFORE.plus(Duration.ofDays(1));
        assertThat(history.delete("files", later, later)).isEqualTo(2);
    }

    private Document openEvent() {
        Document open = event(OLD, EventState.FIRING);
        set(CollectionNames.EVENT, open, new Document(MongoEventLedger.OPEN_FINGERPRINT, "f" + open.get("_id")));
        return open;
    }

    private Document event(Instant at, EventState state) {
        Document event = new Document("_id", new ObjectId())
                .append("state", state.name())
                .append("status", EventStatus.DISPATCHED.code())
                .append("updated_at", Date.from(at));
        collection(CollectionNames.EVENT).insertOne(event);
        return event;
    }

    private Document notice(Document event, NoticeState state, Document more) {
        Document notice = noticeOf(event, state);
        notice.putAll(more);
        collection(CollectionNames.NOTICE).insertOne(notice);
        return notice;
    }

    private static Document noticeOf(Document event, NoticeState state) {
        return new Document("_id", new ObjectId())
                .append("event_main_id", event.get("_id"))
                .append("state", state.name())
                .append("created_at", Date.from(OLD))
                .append("updated_at", Date.from(OLD));
    }

    private void feedback(Document event) {
        collection(CollectionNames.FEEDBACK)
                .insertOne(new Document("event_main_id", event.get("_id")).append("created_at", Date.from(OLD)));
    }

    private void message(String id, boolean told, String uri) {
        collection(CollectionNames.MESSAGE)
                .insertOne(new Document("channel", "Lark")
                        .append("bot_id", "bot")
                        .append("msg_id", id)
                        .append("msg_time", Date.from(OLD))
                        .append("told", told)
                        .append("msg_llm_compatible", List.of(Map.of("fileData", Map.of("fileUri", uri)))));
    }

    private void file(String id, Document more) {
        Document file = new Document("_id", id).append("bytes", new Binary(new byte[] {1}));
        file.putAll(more);
        collection(CollectionNames.MESSAGE_FILE).insertOne(file);
    }

    private List<String> left(String collection) {
        return collection(collection).find().map(MongoHistoryTest::id).into(new ArrayList<>());
    }

    private static String id(Document document) {
        return String.valueOf(document.get("_id"));
    }

    private void set(String collection, Document which, Document fields) {
        collection(collection).updateOne(new Document("_id", which.get("_id")), new Document("$set", fields));
    }

    private MongoCollection<Document> collection(String name) {
        return server.database().getCollection(name);
    }
}
