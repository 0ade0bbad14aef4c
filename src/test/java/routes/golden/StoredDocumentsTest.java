package routes.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.AlarmSpool;
import routes.alarm.Level;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;
import routes.channel.chat.ChatType;
import routes.channel.chat.Files;
import routes.channel.chat.Inbox;
import routes.channel.chat.Mention;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;
import routes.event.AlarmMerge;
import routes.event.MergePolicy;
import routes.fakes.SampleEvent;
import routes.notice.FailureReason;
import routes.notice.Feedback;
import routes.notice.FlappingWatch;
import routes.notice.LastSent;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeKind;
import routes.notice.OpenBundle;
import routes.notice.Rate;
import routes.notice.Reminder;
import routes.notice.replay.DeadLetters;
import routes.store.CollectionNames;
import routes.store.MongoBundleNotices;
import routes.store.MongoEventLedger;
import routes.store.MongoFailingTargets;
import routes.store.MongoFiles;
import routes.store.MongoFlappingWatches;
import routes.store.MongoInbox;
import routes.store.MongoLastSent;
import routes.store.MongoMessages;
import routes.store.MongoNoticeStore;
import routes.store.MongoOpenBundles;
import routes.store.MongoRejectedRepository;
import routes.store.MongoReminders;
import routes.store.MongoRobotStops;
import routes.store.MongoSendLog;
import routes.store.MongoSentMessages;
import routes.store.MongoSpool;
import routes.store.WireServer;

/**
 * The documents that the flows write, by the classes that write them; those that the API writes stand with its answers in
 * {@code golden/api}. {@code -Dgolden.write=true} writes them anew.
 */
@Tag("slow")
class StoredDocumentsTest {
    private static final Instant AT = SampleEvent.NOW;
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final byte[] BYTES = {1, 2};
    private static final WireServer SERVER = WireServer.start();

    /** Collections that hold no form of their own, and why. */
    private static final Map<String, String> NOT_RECORDED = Map.of(
            CollectionNames.INBOUND_SPOOL, "as the spool of alarms",
            CollectionNames.DELIVERY, "an id and a time",
            CollectionNames.CHANGE, "one counter for each kind of configuration",
            CollectionNames.SIGNING_KEY, "a sealed key and its times",
            CollectionNames.LOGIN_TRY, "a count and a time",
            CollectionNames.TASK_RESULT, "only for results that do not fit into their version",
            CollectionNames.TASK_SLOT, "deleted when its version is computed");

    @BeforeAll
    static void write() {
        MongoDatabase database = SERVER.database();
        new AlarmMerge(new MongoEventLedger(database), source -> MergePolicy.DEFAULT)
                .merge(List.of(
                        aFiringAlarm()
                                .deliveredAs("1")
                                .ofProjects("shop")
                                .labelled("host", "db-1")
                                .at(0),
                        aFiringAlarm()
                                .deliveredAs("2")
                                .afterMinutes(1)
                                .withLevel(Level.P0)
                                .at(1),
                        aRecovery().deliveredAs("3").afterMinutes(2).at(2),
                        aFiringAlarm().deliveredAs("4").of("zabbix:trigger:2").at(3)));
        notices(database);
        chats(database);
        limits(database);
        new MongoFailingTargets(database)
                .failed(
                        NoticeFixtures.aNotice(SampleEvent.anEvent().numbered(5).build()),
                        FailureReason.SERVER_ERROR,
                        "HTTP 500",
                        AT);
        new MongoSpool(database).append(List.of(new AlarmSpool.Entry("zabbix:1", BYTES)));
        new MongoRejectedRepository(database).keep(List.of(rejected()));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void notices(MongoDatabase database) {
        Notice plain = NoticeFixtures.aNotice(SampleEvent.anEvent().numbered(1).build());
        Notice held = NoticeFixtures.aNotice(SampleEvent.anEvent().numbered(2).build());
        Notice late = NoticeFixtures.aNotice(SampleEvent.anEvent().numbered(3).build());
        Notice first = NoticeFixtures.aNotice(SampleEvent.anEvent().numbered(4).build());
        OpenBundle digest =
                new OpenBundle("e".repeat(24), NoticeKind.DIGEST, Map.of("host", "db-1"), GRACE, Duration.ofMinutes(1));
        MongoNoticeStore store = new MongoNoticeStore(database, GRACE);
        store.add(List.of(
                plain,
                held.suppressed("silence:1", "d".repeat(24)),
                late.waitingUntil(AT.plusSeconds(60)),
                first.gatheredIn(digest)));
        new DeadLetters(database).dead(1);
        bundles(database, digest, first);
        followUps(database, plain);
    }

    private static void bundles(MongoDatabase database, OpenBundle digest, Notice first) {
        new MongoOpenBundles(database).touch(List.of(digest), AT);
        Notice carrier = Notice.carrying("f".repeat(24), NoticeKind.DIGEST, Map.of(), List.of(first), AT);
        MongoBundleNotices bundles = new MongoBundleNotices(database, GRACE);
        bundles.carry(bundles.put(carrier), AT);
    }

    /** What the hub remembers of a notice. */
    private static void followUps(MongoDatabase database, Notice plain) {
        new MongoReminders(database)
                .begin(new Reminder("a".repeat(24), plain.event().id(), plain.target(), "s", "all", 0), AT);
        new MongoFlappingWatches(database)
                .begin(
                        List.of(new FlappingWatch(
                                "b".repeat(24), "zabbix:1", AT, plain.target(), "s", "all", plain.id())),
                        AT);
        new MongoLastSent(database)
                .remember("rule 1", new LastSent.Sent(plain.event().id(), Level.P1, AT));
        new MongoSentMessages(database)
                .keep(new Feedback(
                        "c".repeat(24),
                        plain.event().id(),
                        "Lark",
                        "om_1",
                        "like",
                        null,
                        Map.of("open_id", "ou_1"),
                        AT));
    }

    private static void chats(MongoDatabase database) {
        Message message = new Message(
                "Lark",
                "cli_1",
                "oc_1",
                ChatType.GROUP,
                "om_1",
                AT,
                "ou_1",
                SenderType.USER,
                "text",
                "{\"text\":\"@Ann hi\"}",
                "@Ann hi",
                List.of(new Mention("ou_ann", "Ann")),
                true,
                List.of(Part.text("@Ann hi")),
                Message.Thread.NONE,
                "ev_1");
        new MongoMessages(database).insert(message);
        new MongoFiles(database).keep(message, "file-1", new Files.Stored("image/jpeg", "cat.jpg", BYTES));
        new MongoInbox(database)
                .keep(new Inbox.Entry("ev_1", "Lark", "cli_1", "message", Inbox.State.DEAD, "Away", BYTES, AT));
    }

    private static void limits(MongoDatabase database) {
        new MongoSendLog(database, Duration.ofSeconds(30)).enter("Webhook https://a", Rate.list("1/1s"), AT);
        new MongoRobotStops(database).stop("Lark cli_1", AT.plusSeconds(60));
    }

    private static RejectedBody rejected() {
        return new RejectedBody(
                "9".repeat(24),
                "zabbix",
                AT,
                "application/json",
                "{".getBytes(StandardCharsets.UTF_8),
                1,
                null,
                null,
                "malformed_body",
                null,
                "not usable",
                RejectedState.REJECTED,
                List.of(),
                AT,
                null,
                AT,
                1);
    }

    static Stream<String> collections() {
        return written().stream();
    }

    private static Set<String> written() {
        return SERVER.database().listCollectionNames().into(new TreeSet<>());
    }

    @ParameterizedTest
    @MethodSource("collections")
    void a_collection_holds_the_documents_as_recorded(String collection) {
        StableText values = new StableText(Instant.EPOCH);
        String documents = SERVER
                .database()
                .getCollection(collection)
                .find()
                .sort(Sorts.ascending("_id"))
                .map(StoredDocuments::json)
                .into(new ArrayList<>())
                .stream()
                .map(values::of)
                .collect(Collectors.joining("\n", "", "\n"));
        new GoldenFile("documents/" + collection + ".json").check(documents);
    }

    @Test
    void every_collection_is_recorded_here_or_with_the_answers_of_the_api() {
        Set<String> recorded = new TreeSet<>(written());
        GoldenFile.in("api", ".http").stream()
                .flatMap(file -> file.text().lines())
                .filter(line -> line.startsWith("$ "))
                .forEach(line -> recorded.add(line.split(" ")[1]));

        assertThat(Stream.of(CollectionNames.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .map(StoredDocumentsTest::name)
                        .filter(name -> !NOT_RECORDED.containsKey(name)))
                .allMatch(recorded::contains);
    }

    private static String name(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.getName(), e);
        }
    }
}
