package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.event.MatchOperator.EQUAL;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;
import static routes.subscription.inhibition.InhibitionFixtures.RULE;
import static routes.subscription.inhibition.InhibitionFixtures.hostDownHoldsItsHost;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.event.EventLedger;
import routes.event.PublishedEvent;
import routes.fakes.SampleEvent;
import routes.fakes.StoredEvent;
import routes.fakes.WireStore;
import routes.health.heartbeat.HeartbeatFixtures;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.health.heartbeat.HeartbeatWatch;
import routes.notice.Hold;
import routes.notice.Notice;
import routes.notice.NoticeStore;
import routes.store.ConfigurationStore;
import routes.store.Documents;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoEventLedger;
import routes.store.MongoHeldNotices;
import routes.store.MongoNoticeStore;
import routes.store.MongoOpenEvents;
import routes.store.MongoSilences;
import routes.store.StoreIndexes;
import routes.subscription.Matcher;
import routes.subscription.inhibition.InhibitionRule;
import routes.subscription.inhibition.Inhibitions;
import routes.subscription.silence.SilenceFixtures;
import routes.subscription.silence.SilenceRegistry;

@Tag("slow")
class InhibitionReleaseTest {
    private static final PublishedEvent TARGET =
            anEvent().numbered(3).labelled("host", "web-1").build();

    private static WireStore server;

    @TempDir
    private static Path folder;

    private MongoDatabase database;
    private NoticeStore notices;
    private EventLedger events;
    private Documents<InhibitionRule> rules;
    private HeartbeatWatch[] kept = {};

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
        notices = new MongoNoticeStore(database, Duration.ofSeconds(3));
        events = new MongoEventLedger(database);
        rules = ConfigurationStore.inhibitionRules(database);
        rules.insert(hostDownHoldsItsHost());
        StoredEvent.open(events, TARGET);
    }

    @Test
    void what_was_inhibited_is_sent_when_its_source_is_over_and_waits_while_another_source_is_open() {
        PublishedEvent first = hostDown(1);
        PublishedEvent second = hostDown(2);
        notices.add(List.of(inhibitedBy(first)));

        release();
        assertThat(stored()).as("it goes on").containsEntry("reason", "inhibition:" + RULE + ":" + first.id());
        StoredEvent.resolve(events, first);
        release();
        assertThat(stored()).as("another one").containsEntry("reason", "inhibition:" + RULE + ":" + second.id());
        StoredEvent.resolve(events, second);
        release();

        assertThat(stored()).containsEntry("state", "PENDING").doesNotContainKeys("reason", "held_key");
    }

    @Test
    void what_ended_meanwhile_is_never_sent() {
        PublishedEvent source = hostDown(1);
        notices.add(List.of(inhibitedBy(source)));
        StoredEvent.resolve(events, TARGET);
        StoredEvent.resolve(events, source);

        release();

        assertThat(stored()).containsEntry("state", "SUPPRESSED").doesNotContainKeys("due_key", "held_key");
    }

    @Test
    void a_changed_rule_lets_go_what_it_does_not_hold_any_more_and_keeps_the_rest() {
        PublishedEvent source = hostDown(1);
        notices.add(List.of(inhibitedBy(source)));
        InhibitionRule rule = hostDownHoldsItsHost();

        rules.replace(changed(rule.targetMatchers(), 1));
        release();
        assertThat(stored())
                .as("the same targets")
                .containsEntry("state", "SUPPRESSED")
                .containsKey("held_key");
        rules.replace(changed(rule.sourceMatchers(), 2));
        release();

        assertThat(stored()).containsEntry("state", "PENDING");
    }

    @Test
    void a_deleted_rule_lets_go_all() {
        notices.add(List.of(inhibitedBy(hostDown(1))));
        rules.delete(RULE);

        release();

        assertThat(stored()).containsEntry("state", "PENDING");
    }

    @Test
    void a_heartbeat_is_sent_when_its_watch_lets_people_see_it() {
        kept = new HeartbeatWatch[] {HeartbeatFixtures.watch(null, true, new Matcher("host", EQUAL, "web-1"))};
        Hold hold = Hold.heartbeat(HeartbeatFixtures.WATCH, kept[0].edition());
        notices.add(List.of(aNotice(TARGET).suppressed(hold.reason(), hold.holder())));

        release();
        assertThat(stored()).as("it is watched").containsEntry("reason", "heartbeat:" + HeartbeatFixtures.WATCH);
        kept = new HeartbeatWatch[0];
        release();

        assertThat(stored()).containsEntry("state", "PENDING");
    }

    private static InhibitionRule changed(List<Matcher> target, long edition) {
        InhibitionRule rule = hostDownHoldsItsHost();
        return new InhibitionRule(
                rule.id(),
                rule.name(),
                rule.sourceMatchers(),
                target,
                rule.equal(),
                "",
                null,
                NOW,
                null,
                NOW.plusMillis(edition));
    }

    /** An open event that the source matchers match. */
    private PublishedEvent hostDown(int number) {
        SampleEvent event = anEvent().numbered(number).of("zabbix:" + number).atLevel(Level.P0);
        PublishedEvent down = event.labelled("alertname", "HostDown")
                .labelled("host", "web-1")
                .build();
        StoredEvent.open(events, down);
        return down;
    }

    private static Notice inhibitedBy(PublishedEvent source) {
        Hold hold = Hold.inhibition(RULE, source.id(), NOW.toEpochMilli());
        return aNotice(TARGET).suppressed(hold.reason(), hold.holder());
    }

    private void release() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        SilenceRegistry silences = new SilenceRegistry(SilenceFixtures.fixed(), Duration.ofHours(1), clock);
        silences.refresh();
        Inhibitions inhibitions = new Inhibitions(rules, new MongoOpenEvents(database), Duration.ofHours(1), clock);
        inhibitions.refresh();
        HeartbeatRegistry watches = HeartbeatFixtures.book(kept);
        Holds holds = new Holds(silences, watches, inhibitions, MemorySubscriptions.of());
        MongoSilences stored = new MongoSilences(database);
        MongoHeldNotices held = new MongoHeldNotices(database);
        new SilenceRelease(
                        held,
                        held,
                        events,
                        new MongoDeliveryStatuses(database),
                        holds,
                        new HoldEnds(stored, inhibitions, watches, events, holds),
                        new SilenceRelease.Settings(10, Duration.ofSeconds(1)),
                        clock)
                .release();
    }

    private Document stored() {
        return database.getCollection("veaiops__event_notice_detail")
                .find(new Document("_id", new ObjectId(aNotice(TARGET).id())))
                .first();
    }
}
