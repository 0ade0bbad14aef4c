package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.fakes.SampleEvent;
import routes.notice.BundleNotices;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeKind;
import routes.notice.NoticeQueued;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.OpenBundle;
import routes.notice.VendorReply;
import routes.notice.replay.DeadNotices;
import routes.notice.replay.ReplayMark;
import routes.subscription.Subscription;

/** Every pair of states, and every writer of a state from every state. */
@Tag("slow")
class NoticeMoveTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final String OWNER = "me";
    private static final WireServer SERVER = WireServer.start();
    private static final MongoCollection<Document> NOTICES = SERVER.database().getCollection(CollectionNames.NOTICE);

    private final Notice notice = Notice.pending(
                    SampleEvent.anEvent().build(),
                    new Subscription.Target("Webhook", "https://a.example/in", null, "event.v1"),
                    NoticeFixtures.aSubscription(),
                    NOW.minusSeconds(60))
            .suppressed("silence:1", "1");

    @BeforeEach
    void empty() {
        NOTICES.deleteMany(new Document());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(NoticeState.values())
                .flatMap(from -> Stream.of(NoticeState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_move_changes_a_notice_if_the_table_allows_it_and_else_cannot_be_made(NoticeState from, NoticeState to) {
        store(from);

        if (from.mayBecome(to)) {
            assertThat(moved(new NoticeMove(from, to))).isOne();
            assertThat(stored()).containsEntry("state", to.name()).containsEntry("version", 2L);
        } else {
            assertThatThrownBy(() -> new NoticeMove(from, to)).hasMessageContaining(from + " cannot become " + to);
            assertThat(stored()).containsEntry("state", from.name()).containsEntry("version", 1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_move_changes_no_notice_that_is_in_another_state(NoticeState state) {
        store(state);

        for (NoticeState from : EnumSet.complementOf(EnumSet.of(state))) {
            for (NoticeState to : NoticeState.values()) {
                if (from.mayBecome(to)) {
                    assertThat(moved(new NoticeMove(from, to))).isZero();
                }
            }
        }

        assertThat(stored()).containsEntry("state", state.name()).containsEntry("version", 1L);
    }

    /** What writes a state, what it makes of a notice, and of which. */
    private enum Writer {
        CLAIM(NoticeState.SENDING, Set.of(NoticeState.PENDING, NoticeState.RETRYING, NoticeState.SENDING)),
        FINISH(NoticeState.SENT, Set.of(NoticeState.SENDING)),
        FOLD(NoticeState.BUNDLED, Set.of(NoticeState.PENDING, NoticeState.RETRYING)),
        SETTLE_SENT(NoticeState.SENT, Set.of(NoticeState.BUNDLED)),
        SETTLE_DEAD(NoticeState.DEAD, Set.of(NoticeState.BUNDLED)),
        RELEASE(NoticeState.PENDING, Set.of(NoticeState.SUPPRESSED)),
        TAKE_BACK(NoticeState.SUPPRESSED, Set.of(NoticeState.PENDING)),
        WITHDRAW(NoticeState.SUPPRESSED, Set.of(NoticeState.PENDING)),
        REPLAY(NoticeState.PENDING, Set.of(NoticeState.DEAD, NoticeState.SKIPPED, NoticeState.SUPPRESSED));

        private final NoticeState makes;
        private final Set<NoticeState> of;

        Writer(NoticeState makes, Set<NoticeState> of) {
            this.makes = makes;
            this.of = of;
        }
    }

    private static final Map<Writer, BiConsumer<NoticeMoveTest, Notice>> WRITERS = Map.of(
            Writer.CLAIM, (test, stored) -> test.store().claim(List.of(stored.id()), claim("another")),
            Writer.FINISH, (test, stored) -> test.store().finish(List.of(sent(stored))),
            Writer.FOLD,
                    (test, stored) -> new MongoOpenBundles(SERVER.database())
                            .fold(List.of(NoticeQueued.of(stored)), digest(), NOW),
            Writer.SETTLE_SENT, (test, stored) -> test.settle(NoticeState.SENT),
            Writer.SETTLE_DEAD, (test, stored) -> test.settle(NoticeState.DEAD),
            Writer.RELEASE, (test, stored) -> new MongoHeldNotices(SERVER.database()).release(stored, NOW, NOW),
            Writer.TAKE_BACK,
                    (test, stored) -> {
                        NOTICES.updateOne(new Document(), Updates.inc("version", 1L));
                        new MongoHeldNotices(SERVER.database()).takeBack(stored, NOW);
                    },
            Writer.WITHDRAW, (test, stored) -> new MongoWaitingRecoveries(SERVER.database()).withdraw(stored, NOW),
            Writer.REPLAY, (test, stored) -> test.replay(stored));

    static Stream<Arguments> writers() {
        return Stream.of(Writer.values())
                .flatMap(writer -> Stream.of(NoticeState.values()).map(state -> Arguments.of(writer, state)));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void a_writer_moves_the_notices_that_it_is_about_and_no_others(Writer writer, NoticeState state) {
        store(state);

        WRITERS.get(writer).accept(this, NoticeDocuments.notice(stored()));

        NoticeState expected = writer.of.contains(state) ? writer.makes : state;
        assertThat(stored()).containsEntry("state", expected.name());
    }

    /** Guards the one place: other code reads the field, and nothing but a new notice and a move writes it. */
    @Test
    void nothing_else_in_the_store_writes_the_state_of_a_notice() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/routes/store"))) {
            List<String> writers = files.filter(file -> text(file).contains("NoticeState"))
                    .filter(file -> text(file).matches("(?s).*(set|setOnInsert|append)\\(\\s*(\"state\"|STATE)[,)].*"))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();

            assertThat(writers).containsExactly("NoticeDocuments.java", "NoticeMove.java");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MongoNoticeStore store() {
        return new MongoNoticeStore(SERVER.database(), GRACE);
    }

    /** In this state, with all that any writer asks for beside it. */
    private void store(NoticeState state) {
        store().add(List.of(notice));
        NOTICES.updateOne(
                new Document(),
                Updates.combine(
                        Updates.set("state", state.name()),
                        Updates.set("version", 1L),
                        Updates.set("owner", OWNER),
                        Updates.set("lease_until", Date.from(NOW.minusSeconds(1))),
                        Updates.set(NoticeDocuments.CARRIED_BY, "f".repeat(24))));
    }

    private Document stored() {
        return NOTICES.find(eq("_id", new ObjectId(notice.id()))).first();
    }

    private long moved(NoticeMove move) {
        return NOTICES.updateMany(and(eq("_id", new ObjectId(notice.id())), move.starts()), move.change(NOW, List.of()))
                .getModifiedCount();
    }

    private static NoticeStore.Claim claim(String owner) {
        return new NoticeStore.Claim(owner, NOW, NOW.plusSeconds(30));
    }

    private static NoticeStore.Finished sent(Notice claimed) {
        return new NoticeStore.Finished(
                claimed,
                new NoticeFinish(
                        NoticeState.SENT, NOW, null, null, VendorReply.of("ok"), List.of(), Duration.ofMillis(1)));
    }

    private static OpenBundle digest() {
        return new OpenBundle("e".repeat(24), NoticeKind.DIGEST, Map.of(), Duration.ZERO, Duration.ofSeconds(60));
    }

    private void settle(NoticeState end) {
        Notice carrier = Notice.carrying("f".repeat(24), NoticeKind.DIGEST, Map.of(), List.of(notice), NOW);
        new MongoBundleNotices(SERVER.database(), GRACE).settle(new BundleNotices.Ended(carrier, end, List.of()), NOW);
    }

    private void replay(Notice stored) {
        MongoDeadNotices dead = new MongoDeadNotices(SERVER.database());
        DeadNotices.DeadNotice found = dead.byId(stored.id()).orElseThrow();
        if (found.state().mayBecome(NoticeState.PENDING)) {
            dead.move(List.of(new DeadNotices.Move(found, NoticeState.PENDING, NOW, new ReplayMark("r", NOW, "ann"))));
        }
    }
}
