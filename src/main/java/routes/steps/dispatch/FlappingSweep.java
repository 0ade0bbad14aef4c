package routes.steps.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.event.Event;
import routes.event.EventLedger;
import routes.event.MergePolicy;
import routes.event.PublishedEvent;
import routes.notice.DeliveryStatuses;
import routes.notice.FlappingWatch;
import routes.notice.Notice;
import routes.notice.NoticeState;

/**
 * Sends how a flapping problem ended to the targets of the flapping notice, when it has been quiet for the window.
 *
 * <p>Failure policy: the notice is stored, under an id made of the watch and of how the event stands, before the watch ends;
 * cut off in between, the next sweep, here or in another copy, stores nothing new.
 */
public final class FlappingSweep {
    private final FlappingWatch.Book watches;
    private final EventLedger events;
    private final GroupGate notices;
    private final DeliveryStatuses book;
    private final SilenceGate silences;
    private final Rules rules;
    private final Clock clock;

    /**
     * @param policies the merge policy of a source, by its name
     * @param served whether a subscription is still there, by its id
     * @param batch watches that are looked at together
     */
    public record Rules(Function<String, MergePolicy> policies, Predicate<String> served, int batch) {}

    public FlappingSweep(
            FlappingWatch.Book watches,
            EventLedger events,
            GroupGate notices,
            DeliveryStatuses book,
            SilenceGate silences,
            Rules rules,
            Clock clock) {
        this.watches = watches;
        this.events = events;
        this.notices = notices;
        this.book = book;
        this.silences = silences;
        this.rules = rules;
        this.clock = clock;
    }

    /** The retry sweeper queues what it stores. */
    public void sweep() {
        Instant now = clock.instant();
        List<FlappingWatch> due = watches.due(now, rules.batch());
        if (due.isEmpty()) {
            return;
        }
        Map<String, Event> newest = events.newestByFingerprint(
                due.stream().map(FlappingWatch::fingerprint).collect(Collectors.toSet()));
        due.forEach(watch -> check(watch, newest.get(watch.fingerprint()), now));
    }

    private void check(FlappingWatch watch, @Nullable Event event, Instant now) {
        if (event == null || !rules.served().test(watch.subscriptionId()) || flapsAnew(watch, event)) {
            watches.end(watch);
            return;
        }
        Instant quiet =
                rules.policies().apply(event.content().source()).flapping().quietUntil(event);
        if (event.flapping().isPresent() && now.isBefore(quiet)) {
            watches.postpone(watch, quiet);
            return;
        }
        store(Notice.stable(PublishedEvent.ofLatest(event), watch, now), now);
        watches.end(watch);
    }

    /** It was quiet and flaps again: that has a watch of its own. */
    private static boolean flapsAnew(FlappingWatch watch, Event event) {
        return event.flapping()
                .filter(flapping -> !flapping.since().equals(watch.since()))
                .isPresent();
    }

    private void store(Notice stable, Instant now) {
        String eventId = stable.event().id();
        List<Notice> passed = silences.pass(List.of(stable), now);
        book.subscribed(List.of(new DeliveryStatuses.Subscribed(eventId, List.of(stable.id()))));
        notices.add(passed, now);
        if (passed.get(0).state() == NoticeState.SUPPRESSED) {
            book.rollUp(Set.of(eventId));
        }
    }
}
