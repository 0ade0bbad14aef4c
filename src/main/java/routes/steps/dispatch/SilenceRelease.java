package routes.steps.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.event.Event;
import routes.event.EventLedger;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.DeliveryStatuses;
import routes.notice.HeldNotices;
import routes.notice.Hold;
import routes.notice.Notice;
import routes.notice.NoticeStandings;

/**
 * Sends what an ended silence or another ended hold kept back, once, if it still goes on. Of several changes of one event
 * the last is sent.
 *
 * <p>Failure policy: every step is conditional and is found again by the next tick, here or in another copy. A notice is
 * let go before its event is looked at again: a recovery either finds it waiting and follows it, or takes it back.
 */
public final class SilenceRelease {
    private static final int HOLDERS = 1000;
    private static final int ROUNDS = 20;

    private final HeldNotices heldNotices;
    private final NoticeStandings standings;
    private final EventLedger events;
    private final DeliveryStatuses dispatch;
    private final Holds holds;
    private final HoldEnds ends;
    private final Settings settings;
    private final Clock clock;
    private String after = "";

    /**
     * @param batch notices that are looked at together
     * @param queuedAfter how long a released notice waits before it is queued: time to take it back
     */
    public record Settings(int batch, Duration queuedAfter) {}

    public SilenceRelease(
            HeldNotices heldNotices,
            NoticeStandings standings,
            EventLedger events,
            DeliveryStatuses dispatch,
            Holds holds,
            HoldEnds ends,
            Settings settings,
            Clock clock) {
        this.heldNotices = heldNotices;
        this.standings = standings;
        this.events = events;
        this.dispatch = dispatch;
        this.holds = holds;
        this.ends = ends;
        this.settings = settings;
        this.clock = clock;
    }

    /** Checks some of the holds; the next call goes on behind them, so that no kind starves another. */
    public synchronized void release() {
        List<String> holders = heldNotices.holders(after, HOLDERS);
        after = holders.size() < HOLDERS ? "" : holders.get(HOLDERS - 1);
        ends.among(holders.stream().map(Hold::new).toList(), clock.instant()).forEach(this::release);
    }

    private void release(Hold ended) {
        for (int round = 0; round < ROUNDS; round++) {
            List<Notice> held = heldNotices.heldBy(ended.holder(), settings.batch());
            if (held.isEmpty()) {
                return;
            }
            decide(ended, held);
        }
    }

    private void decide(Hold ended, List<Notice> held) {
        Instant now = clock.instant();
        Map<String, Event> open = open(held);
        Set<String> followed = followed(held, open);
        List<Notice> free = new ArrayList<>();
        for (Notice notice : held) {
            Event event = open.get(notice.event().id());
            if (event == null || followed.contains(notice.id()) || unserved(ended)) {
                heldNotices.keep(notice);
                continue;
            }
            Optional<Hold> next =
                    holds.on(now(event), notice.subscriptionId(), now).filter(other -> !other.equals(ended));
            next.ifPresentOrElse(other -> heldNotices.handOver(notice, other, now), () -> free.add(notice));
        }
        if (!free.isEmpty()) {
            letGo(free, now);
        }
    }

    /** Its subscription was deleted or switched off while its windows were closed. */
    private boolean unserved(Hold ended) {
        return ended.kind() == Hold.Kind.WINDOW && !holds.serves(ended.id());
    }

    private void letGo(List<Notice> free, Instant now) {
        Set<String> events = free.stream().map(notice -> notice.event().id()).collect(Collectors.toSet());
        dispatch.waitingAgain(events);
        List<Notice> released = free.stream()
                .filter(notice -> heldNotices.release(notice, now, now.plus(settings.queuedAfter())))
                .toList();
        Map<String, Event> stillOpen = open(released);
        released.stream()
                .filter(notice -> !stillOpen.containsKey(notice.event().id()))
                .forEach(notice -> heldNotices.takeBack(notice, now));
        dispatch.rollUp(events);
    }

    private Map<String, Event> open(Collection<Notice> notices) {
        Set<String> ids = notices.stream().map(notice -> notice.event().id()).collect(Collectors.toSet());
        return events.eventsById(ids).stream()
                .filter(Event::open)
                .collect(Collectors.toMap(Event::id, Function.identity()));
    }

    /** Those after which the same target got, or will get, a newer notice about the same event. */
    private Set<String> followed(List<Notice> held, Map<String, Event> open) {
        Map<String, List<String>> newer = held.stream()
                .filter(notice -> open.containsKey(notice.event().id()))
                .collect(Collectors.toMap(
                        Notice::id,
                        notice -> notice.siblings(
                                notice.event().revision() + 1,
                                Objects.requireNonNull(open.get(notice.event().id()))
                                        .revision())));
        Set<String> existing = standings
                .of(newer.values().stream().flatMap(List::stream).toList())
                .keySet();
        Set<String> followed = new HashSet<>();
        newer.forEach((id, ids) -> {
            if (ids.stream().anyMatch(existing::contains)) {
                followed.add(id);
            }
        });
        return followed;
    }

    private static PublishedEvent now(Event event) {
        return PublishedEvent.of(event, Transition.REPEATED, event.applied());
    }
}
