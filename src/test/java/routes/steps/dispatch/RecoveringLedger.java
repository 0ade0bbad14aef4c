package routes.steps.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventLedger;
import routes.event.MergedAlarm;
import routes.event.StoredAlarm;

/** A ledger in which something happens just before events are read. */
record RecoveringLedger(EventLedger ledger, Consumer<Collection<String>> before) implements EventLedger {
    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
        return ledger.alarmsById(ids);
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        return ledger.newestByFingerprint(fingerprints);
    }

    @Override
    public List<Event> eventsById(Collection<String> ids) {
        before.accept(ids);
        return ledger.eventsById(ids);
    }

    @Override
    public void write(List<MergedAlarm> merged, List<EventChange> changes) {
        ledger.write(merged, changes);
    }
}
