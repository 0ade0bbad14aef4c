package routes.steps.inbound;

import java.time.Clock;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import routes.channel.chat.Inbox;
import routes.channel.chat.Inbox.Entry;
import routes.channel.chat.Inbox.State;

/**
 * The events of chat platforms that were handled: the idempotent repository of {@code inbound-route}, in the {@link Inbox}. A key
 * is the id of an event there. An event that was given up is not in the repository: its replay is work.
 *
 * <p>Failure policy: every method throws while the store is away. The exchange then fails and is tried again; an event is never
 * taken for a new one or for a handled one because the store gave no answer. Camel only logs what fails when it completes an
 * exchange, so a route that may lose nothing adds the key in a step of its own, inside the {@code idempotentConsumer}; the
 * {@link #add} of the completion then finds it. A crash before that step repeats the work.
 */
public final class HandledEvents extends ServiceSupport implements IdempotentRepository {
    private static final byte[] NOTHING = {};

    private final Inbox inbox;
    private final Clock clock;

    public HandledEvents(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public boolean contains(String eventId) {
        return inbox.done(eventId);
    }

    @Override
    public boolean add(String eventId) {
        return inbox.add(new Entry(eventId, "", "", "", State.DONE, "", NOTHING, clock.instant()));
    }

    /** Adding is the confirmation. */
    @Override
    public boolean confirm(String eventId) {
        return true;
    }

    /** Leaves what was given up and what is of an unknown kind: people replay it. */
    @Override
    public boolean remove(String eventId) {
        return inbox.forget(eventId);
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("handled events are removed by veaiops.inbound.keep-days alone");
    }
}
