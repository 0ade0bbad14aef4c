package routes.steps.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.HubAlarm;
import routes.alarm.Level;
import routes.alarm.OwnerLabels;
import routes.common.json.Json;
import routes.fixtures.ManualClock;
import routes.health.ledger.Backlog;
import routes.health.selfalarm.Findings;
import routes.health.selfalarm.Findings.Refusals;
import routes.health.selfalarm.HubFacts;
import routes.health.selfalarm.HubFinding;
import routes.notice.FailingTarget;

/** Two copies on one store, which merges what they append. */
class SelfAlarmsTest {
    private static final HubSnapshot.Limits LIMITS = new HubSnapshot.Limits(
            Duration.ofMinutes(10),
            20,
            Duration.ofHours(1),
            1000,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final ManualClock clock = new ManualClock(NOW);
    private final Store store = new Store();
    private final Copy one = new Copy("a-1");
    private final Copy two = new Copy("b-1");

    @Test
    void a_source_that_is_refused_for_long_is_one_alarm_that_ends_when_it_is_not_refused_any_more() throws Exception {
        List<Alarm> raised = new ArrayList<>();
        for (int minute = 0; minute < 10; minute++) {
            store.refuse("zabbix", clock.instant());
            raised.addAll(look());
        }
        assertThat(raised).as("not long enough").isEmpty();
        store.refuse("zabbix", clock.instant().plusSeconds(59));

        raised.addAll(look());
        assertThat(raised).extracting(Alarm::id).containsOnly(raised.get(0).id());
        assertThat(raised.get(0).source()).isEqualTo("veaiops");
        assertThat(raised.get(0).title()).isEqualTo("Alarms of zabbix are refused");
        assertThat(raised.get(0).summary()).startsWith("Since 2026-11-23T10:00:00Z: 11 refused");
        clock.advance(Duration.ofMinutes(10));

        List<Alarm> over = look();
        assertThat(over).extracting(Alarm::status).containsOnly(AlarmStatus.RESOLVED);
        assertThat(over).extracting(Alarm::id).containsOnly(over.get(0).id());
        assertThat(look()).isEmpty();
    }

    @Test
    void one_refusal_now_and_then_is_no_alarm() throws Exception {
        List<Alarm> raised = new ArrayList<>();
        for (int hour = 0; hour < 5; hour++) {
            store.refuse("zabbix", clock.instant());
            store.refuse("zabbix", clock.instant().plusSeconds(1));
            for (int minute = 0; minute < 60; minute++) {
                raised.addAll(look());
            }
        }

        assertThat(raised).isEmpty();
    }

    @Test
    void what_one_copy_sees_no_healthy_copy_ends() throws Exception {
        one.away.add("kafka");
        look();
        List<Alarm> raised = look();
        assertThat(raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.fingerprint()).isEqualTo("veaiops:hub-dependency-away:kafka@a-1");
            assertThat(alarm.labels()).containsEntry("copy", "a-1");
            assertThat(alarm.expiresAt()).isAfter(clock.instant());
        });

        assertThat(two.look()).isEmpty();
        one.away.clear();
        assertThat(look()).extracting(Alarm::status).containsExactly(AlarmStatus.RESOLVED);
    }

    @Test
    void while_the_store_is_away_its_absence_is_raised_once_and_nothing_is_ended() throws Exception {
        store.dead = 20;
        assertThat(look()).hasSizeBetween(1, 2);
        store.dead = 0;
        store.away = true;
        one.away.add("mongodb");

        look();
        List<Alarm> raised = look();
        assertThat(raised).extracting(Alarm::fingerprint).containsExactly("veaiops:hub-dependency-away:mongodb@a-1");
        assertThat(one.look()).as("said once").isEmpty();
        store.away = false;
        one.away.clear();

        assertThat(look()).extracting(Alarm::status).containsOnly(AlarmStatus.RESOLVED);
        assertThat(store.open).isEmpty();
    }

    @Test
    void an_alarm_that_goes_on_is_said_again_with_its_latest_numbers_and_what_was_not_appended_too() throws Exception {
        store.dead = 20;
        List<Alarm> first = one.cutOff();
        assertThat(one.look()).extracting(Alarm::id).isEqualTo(ids(first));
        assertThat(one.look()).isEmpty();

        store.dead = 31;
        clock.advance(Duration.ofMinutes(5));
        List<Alarm> again = one.look();

        assertThat(again).extracting(Alarm::fingerprint).containsExactly("veaiops:hub-notices-dead:all");
        assertThat(again.get(0).summary()).contains("31 notices");
    }

    @Test
    void a_target_that_is_off_is_an_alarm_that_names_its_subscriptions_until_it_is_on_again() throws Exception {
        FailingTarget target = new FailingTarget(
                "ab12", "Webhook https://hook.example/~1", "Webhook", null, NOW, NOW, 12, "gone", "HTTP 410", NOW);
        one.off = List.of(Findings.off(target, Map.of("s2", "night", "s1", "day"), NOW));
        two.off = one.off;

        List<Alarm> raised = look();

        assertThat(raised).extracting(Alarm::fingerprint).containsOnly("veaiops:hub-target-off:ab12");
        Alarm alarm = raised.get(0);
        assertThat(alarm.title()).contains("Webhook https://hook.example/~1");
        assertThat(alarm.summary()).contains("HTTP 410", "day, night", "ab12/switch-on");
        assertThat(alarm.labels()).containsEntry(HubAlarm.SUBSCRIPTIONS, "s1,s2");
        one.off = List.of();
        two.off = List.of();
        assertThat(look()).extracting(Alarm::status).containsOnly(AlarmStatus.RESOLVED);
    }

    @Test
    void a_spool_and_a_stage_that_lags_are_alarms_of_the_whole_hub() throws Exception {
        store.spooled = new Backlog.Waiting(7, NOW.minusSeconds(60));
        one.lags = Map.of("veaiops-merge", 1000L);
        two.lags = one.lags;
        List<Alarm> raised = new ArrayList<>();
        for (int minute = 0; minute <= 6; minute++) {
            raised.addAll(look());
        }

        assertThat(raised)
                .extracting(Alarm::fingerprint)
                .containsOnly("veaiops:hub-spool-fills:alarms", "veaiops:hub-stage-lags:veaiops-merge");
    }

    private static List<String> ids(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::id).toList();
    }

    /** A minute later both copies look. */
    private List<Alarm> look() throws IOException {
        clock.advance(Duration.ofMinutes(1));
        List<Alarm> alarms = new ArrayList<>(one.look());
        alarms.addAll(two.look());
        alarms.forEach(store::merge);
        return alarms;
    }

    private final class Copy {
        private final Set<String> away = new HashSet<>();
        private Map<String, Long> lags = Map.of();
        private List<HubFinding> off = List.of();
        private final SelfAlarms alarms;

        Copy(String name) {
            HubSnapshot look = new HubSnapshot(
                    new HubSnapshot.Sight(() -> away, () -> lags, Map::of, now -> off), store, store, LIMITS, name);
            alarms = new SelfAlarms(
                    look,
                    new SelfAlarms.Settings(
                            name, Level.P1, new OwnerLabels(List.of(), List.of(), List.of()), Duration.ofMinutes(5)),
                    clock);
        }

        List<Alarm> look() throws IOException {
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            List<Alarm> made = records(exchange);
            alarms.appended(exchange);
            return made;
        }

        /** Ends before its records were appended. */
        List<Alarm> cutOff() throws IOException {
            return records(new DefaultExchange(new DefaultCamelContext()));
        }

        private List<Alarm> records(Exchange exchange) throws IOException {
            alarms.records(exchange);
            List<Alarm> made = new ArrayList<>();
            for (Object record : exchange.getMessage().getBody(List.class)) {
                made.add(Json.mapper().readValue(((Message) record).getBody(byte[].class), Alarm.class));
            }
            return made;
        }
    }

    /** Counts what a test says, and keeps the alarms that are open. */
    private static final class Store implements HubFacts, Backlog {
        private final List<Refusals> refused = new ArrayList<>();
        private final List<Open> open = new ArrayList<>();
        private long dead;
        private Waiting spooled = Waiting.NOTHING;
        private boolean away;

        void refuse(String source, Instant at) {
            Refusals last = refused.isEmpty() ? null : refused.remove(0);
            refused.add(new Refusals(
                    source,
                    last == null ? at : last.first(),
                    at,
                    last == null ? 1 : last.posts() + 1,
                    "title is missing"));
        }

        void merge(Alarm alarm) {
            open.removeIf(one -> one.fingerprint().equals(alarm.fingerprint()));
            if (alarm.status() == AlarmStatus.FIRING) {
                open.add(new Open(alarm.fingerprint(), alarm.id(), alarm.title()));
            }
        }

        private void asked() {
            if (away) {
                throw new IllegalStateException("the store is away");
            }
        }

        @Override
        public List<Refusals> refusals(Instant from) {
            asked();
            return refused.stream().filter(one -> one.last().isAfter(from)).toList();
        }

        @Override
        public long dead(Instant from) {
            asked();
            return dead;
        }

        @Override
        public List<Open> open() {
            asked();
            return List.copyOf(open);
        }

        @Override
        public Map<String, Waiting> notices(Instant now) {
            return Map.of();
        }

        @Override
        public Map<String, Waiting> sweeps(Instant now) {
            return Map.of();
        }

        @Override
        public Map<String, Waiting> spools() {
            asked();
            return Map.of("alarms", spooled);
        }
    }
}
