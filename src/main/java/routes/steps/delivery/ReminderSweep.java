package routes.steps.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.event.Acknowledgements;
import routes.event.Event;
import routes.event.EventLedger;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.Reminder;
import routes.steps.dispatch.GroupGate;
import routes.steps.dispatch.Holds;
import routes.subscription.Subscription;

/**
 * Reminds of what still goes on, for subscriptions that want it. The end of the event, or of the wish, ends it, and so does
 * an acknowledgement of the event; while a
 * silence or a closed window holds the event, the turn passes and is not counted.
 *
 * <p>Failure policy: the notice is stored, under an id made of the event, the target and its number, before the reminder
 * goes on; cut off in between, the next sweep stores nothing new.
 */
public final class ReminderSweep {
    private final Reminder.Book reminders;
    private final EventLedger events;
    private final GroupGate notices;
    private final DeliveryStatuses book;
    private final Acknowledgements acknowledgements;
    private final Function<String, Subscription.Pace> paces;
    private final Holds holds;
    private final int batch;
    private final Clock clock;

    /** @param paces the pace of a subscription, by its id */
    public ReminderSweep(
            Reminder.Book reminders,
            EventLedger events,
            GroupGate notices,
            DeliveryStatuses book,
            Acknowledgements acknowledgements,
            Function<String, Subscription.Pace> paces,
            Holds holds,
            int batch,
            Clock clock) {
        this.reminders = reminders;
        this.events = events;
        this.notices = notices;
        this.book = book;
        this.acknowledgements = acknowledgements;
        this.paces = paces;
        this.holds = holds;
        this.batch = batch;
        this.clock = clock;
    }

    /** What it stores is queued by the sweeper of notices. */
    public void sweep() {
        Instant now = clock.instant();
        List<Reminder> due = reminders.due(now, batch);
        if (due.isEmpty()) {
            return;
        }
        Map<String, Event> open =
                events.eventsById(due.stream().map(Reminder::eventId).collect(Collectors.toSet())).stream()
                        .filter(Event::open)
                        .collect(Collectors.toMap(Event::id, Function.identity()));
        due.forEach(reminder -> remind(reminder, open.get(reminder.eventId()), now));
    }

    private void remind(Reminder reminder, @Nullable Event event, Instant now) {
        Subscription.Reminding wish = paces.apply(reminder.subscriptionId()).reminding();
        if (event == null || wish == null || reminder.sent() >= wish.most() || taken(event)) {
            reminders.end(reminder);
            return;
        }
        PublishedEvent current = PublishedEvent.of(event, Transition.REPEATED, event.applied());
        boolean held = holds.on(current, reminder.subscriptionId(), now).isPresent();
        int sent = held ? reminder.sent() : reminder.sent() + 1;
        if (!held) {
            Notice notice = Notice.again(current, reminder, sent, now);
            book.subscribed(List.of(new DeliveryStatuses.Subscribed(event.id(), List.of(notice.id()))));
            notices.add(List.of(notice), now);
        }
        reminders.next(reminder, sent, now.plus(wish.every()));
    }

    private boolean taken(Event event) {
        return acknowledgements.of(event.id()).isPresent();
    }
}
