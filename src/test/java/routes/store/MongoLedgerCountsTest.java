package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.START;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.AlarmSpool;
import routes.event.AlarmMerge;
import routes.event.EventStatus;
import routes.event.LoggedAlarm;
import routes.event.MergePolicy;
import routes.event.MergeResult;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.health.ledger.Ledger;
import routes.health.ledger.LedgerReport;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.subscription.Subscription;

@Tag("slow")
class MongoLedgerCountsTest {
    private static final Instant LATER = START.plus(Duration.ofHours(1));

    private final WireServer server = WireServer.start();
    private final MongoEventLedger events = new MongoEventLedger(server.database());
    private final MongoNoticeStore notices = new MongoNoticeStore(server.database(), Duration.ofSeconds(3));
    private final MongoDeliveryStatuses book = new MongoDeliveryStatuses(server.database());
    private long waitingInLog;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_accepted_alarm_is_somewhere() {
        MergeResult merged = merge(
                aFiringAlarm().of("told").at(1),
                aFiringAlarm().of("told").at(2),
                aRecovery().of("told").at(3),
                aFiringAlarm().of("unmatched").at(4));
        tell(merged.publications().get(0));
        tell(merged.publications().get(1));
        book.notDelivered(Set.of(merged.publications().get(2).event().id()), EventStatus.NONE_DISPATCH);
        waitingInLog = 5;
        new MongoSpool(server.database()).append(List.of(new AlarmSpool.Entry("key", new byte[1])));

        Ledger ledger = ledger();

        assertThat(ledger.accepted()).isEqualTo(4 + 5 + 1);
        assertThat(ledger.alarms())
                .containsExactly(Map.entry("zabbix", Map.of("opened", 2L, "repeated", 1L, "resolved", 1L)));
        assertThat(ledger.changes().told()).isEqualTo(2);
        assertThat(ledger.changes().untold()).containsExactly(Map.entry("unmatched", 1L));
        assertThat(ledger.changes().undecided()).isZero();
        assertThat(ledger.notices().get("Webhook")).containsEntry("waiting", 2L).containsEntry("delivered", 0L);
    }

    @Test
    void what_waits_for_its_turn_is_no_imbalance() {
        tell(merge(aFiringAlarm().at(1)).publications().get(0));

        assertThat(ledger().imbalances()).isEmpty();
    }

    @Test
    void an_overdue_notice_is_reported_with_its_time() {
        tell(merge(aFiringAlarm().at(1)).publications().get(0));

        assertThat(clerk(LATER).ledger(START.minusSeconds(1), LATER).imbalances())
                .singleElement()
                .asString()
                .contains("1 notices are overdue", "2026-11-23T10:00:03");
    }

    @Test
    void an_event_that_was_never_dispatched_is_reported_unless_something_waits_before_it() {
        merge(aFiringAlarm().at(1));

        assertThat(clerk(LATER).ledger(START, LATER).imbalances())
                .singleElement()
                .asString()
                .contains("never dispatched");
        waitingInLog = 1;
        assertThat(clerk(LATER).ledger(START, LATER).imbalances()).isEmpty();
    }

    private MergeResult merge(LoggedAlarm... alarms) {
        return new AlarmMerge(events, source -> MergePolicy.DEFAULT).merge(List.of(alarms));
    }

    private void tell(Publication change) {
        PublishedEvent event = PublishedEvent.of(change.event(), change.transition(), change.position());
        Subscription.Target target = new Subscription.Target("Webhook", "http://hook.example/", null, "legacy");
        Notice notice = Notice.reply(event, target, START);
        notices.add(List.of(notice));
        book.subscribed(List.of(new DeliveryStatuses.Subscribed(event.id(), List.of(notice.id()))));
    }

    private Ledger ledger() {
        return clerk(START.plusSeconds(1)).ledger(START.minusSeconds(1), LATER);
    }

    private LedgerReport clerk(Instant now) {
        return new LedgerReport(
                new MongoLedgerCounts(server.database()),
                Map.of("merge", () -> waitingInLog, "dispatch", () -> 0L),
                new LedgerReport.Times(Duration.ofSeconds(60), Duration.ofHours(1)),
                new SimpleMeterRegistry(),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
