package routes.steps.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.event.EventStatus.INITIAL;
import static routes.event.EventStatus.NONE_DISPATCH;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;
import routes.event.EventChange;
import routes.event.FingerprintMerge;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.MergePolicy;
import routes.event.MergeResult;
import routes.event.Publication;
import routes.event.UnmatchedMark;
import routes.notice.LastSent;
import routes.steps.dispatch.EventRecord;
import routes.steps.dispatch.InterestRestraint;
import routes.steps.dispatch.Recipients;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRegistry;
import routes.subscription.SubscriptionSource;
import routes.subscription.UnlabelledPolicy;

/** What is known of an event's audience while it is merged, and for how long that holds. */
class UnmatchedMarkerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Rules rules = new Rules();
    private final SubscriptionRegistry book =
            new SubscriptionRegistry(rules, UnlabelledPolicy.EVERYONE, Duration.ofMinutes(1), CLOCK);
    private final Recipients recipients =
            new Recipients(book, new InterestRestraint(new NothingSent()), source -> false, false);
    private final UnmatchedMarker marker = new UnmatchedMarker(book, recipients, CLOCK);
    private long offset;

    @Test
    void a_new_event_without_receivers_is_written_and_published_with_that() {
        book.refresh();

        MergeResult seen = marker.apply(begun(firing(Level.P1), firing(Level.P1)));

        assertThat(seen.changed()).extracting(EventChange::status).containsExactly(NONE_DISPATCH);
        assertThat(seen.publications())
                .extracting(Publication::unmatched)
                .containsExactly(new UnmatchedMark(NONE_DISPATCH, rules.version));
    }

    @Test
    void an_event_with_receivers_is_left_to_the_dispatch() {
        rules.add(Set.of(Level.P1));
        book.refresh();

        assertThatNothingIsMarked(marker.apply(begun(firing(Level.P1))));
    }

    @Test
    void an_event_of_which_a_later_change_has_receivers_is_left_to_the_dispatch() {
        rules.add(Set.of(Level.P0));
        book.refresh();

        assertThatNothingIsMarked(marker.apply(begun(firing(Level.P1), firing(Level.P0))));
    }

    @Test
    void an_event_that_was_stored_before_is_left_to_the_dispatch() {
        book.refresh();
        MergeResult opened = begun(firing(Level.P1));

        MergeResult escalated = new FingerprintMerge(
                        MergePolicy.DEFAULT, opened.changed().get(0).event(), List.of(), Map.of())
                .merge(List.of(firing(Level.P0)));

        assertThatNothingIsMarked(marker.apply(escalated));
    }

    @Test
    void a_subscription_without_a_target_has_no_receivers() {
        rules.add(Set.of(), List.of());
        book.refresh();

        MergeResult seen = marker.apply(begun(firing(Level.P1)));

        assertThat(seen.changed()).extracting(EventChange::status).containsExactly(NONE_DISPATCH);
    }

    @Test
    void before_the_first_load_of_the_subscriptions_nothing_is_known() {
        assertThatNothingIsMarked(marker.apply(begun(firing(Level.P1))));
        assertThat(recipients.stillHolds(new UnmatchedMark(NONE_DISPATCH, 0))).isFalse();
    }

    @Test
    void what_was_known_holds_until_the_subscriptions_change() {
        book.refresh();
        UnmatchedMark unmatched =
                marker.apply(begun(firing(Level.P1))).publications().get(0).unmatched();
        assertThat(unmatched).isNotNull().satisfies(known -> assertThat(recipients.stillHolds(known))
                .isTrue());

        rules.add(Set.of());
        book.refresh();

        assertThat(recipients.stillHolds(unmatched)).isFalse();
    }

    @Test
    void what_is_known_travels_in_a_header() {
        UnmatchedMark unmatched = new UnmatchedMark(NONE_DISPATCH, 17);

        assertThat(new EventRecord(record(unmatched.text())).unmatched()).contains(unmatched);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "@", "4@", "@17", "four@17", "4@-1", "99@17", "4@17@2"})
    void a_header_of_another_form_says_nothing(String text) {
        assertThat(new EventRecord(record(text)).unmatched()).isEmpty();
    }

    private static void assertThatNothingIsMarked(MergeResult seen) {
        assertThat(seen.changed()).isNotEmpty().extracting(EventChange::status).containsOnly(INITIAL);
        assertThat(seen.publications())
                .isNotEmpty()
                .extracting(Publication::unmatched)
                .containsOnlyNulls();
    }

    private static MergeResult begun(LoggedAlarm... alarms) {
        return new FingerprintMerge(MergePolicy.DEFAULT, null, List.of(), Map.of()).merge(List.of(alarms));
    }

    private LoggedAlarm firing(Level level) {
        Alarm alarm = new AlarmBuilder(AlarmIds.fresh(NOW), "zabbix", NOW, null)
                .fingerprint("zabbix:13")
                .status(AlarmStatus.FIRING)
                .level(level)
                .title("CPU of web-1")
                .raw(JsonNodeFactory.instance.objectNode())
                .build();
        return new LoggedAlarm(alarm, new LogPosition(0, offset++));
    }

    private static Message record(String unmatched) {
        Message record = new DefaultMessage(new DefaultCamelContext());
        record.setHeader(EventRecord.UNMATCHED, unmatched.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    /** Subscriptions in memory. */
    private static final class Rules implements SubscriptionSource {
        private final List<Subscription> all = new ArrayList<>();
        private long version;

        void add(Set<Level> levels) {
            add(levels, List.of(new Subscription.Target("Webhook", "http://127.0.0.1:9/", null, null)));
        }

        void add(Set<Level> levels, List<Subscription.Target> targets) {
            all.add(new Subscription(
                    "rule-" + all.size(),
                    "rule",
                    all.size(),
                    "intelligent_threshold_agent",
                    true,
                    Instant.EPOCH,
                    NOW.plusSeconds(60),
                    levels,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    targets,
                    true,
                    Subscription.Pace.PLAIN,
                    Subscription.Wording.USUAL,
                    List.of(),
                    Subscription.Hours.ALWAYS));
            version++;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public List<Subscription> load() {
            return List.copyOf(all);
        }

        @Override
        public Optional<Subscription> find(String id, int order) {
            return all.stream().filter(rule -> rule.id().equals(id)).findFirst();
        }
    }

    /** Nothing was sent before. */
    private static final class NothingSent implements LastSent {
        @Override
        public Optional<Sent> last(String matter) {
            return Optional.empty();
        }

        @Override
        public void remember(String matter, Sent sent) {
            throw new AssertionError("looking ahead changes nothing");
        }
    }
}
