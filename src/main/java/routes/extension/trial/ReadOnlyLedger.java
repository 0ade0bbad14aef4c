package routes.extension.trial;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventLedger;
import routes.event.MergedAlarm;
import routes.event.StoredAlarm;

/** The stored events as they are; what is written to it is forgotten. */
record ReadOnlyLedger(EventLedger stored) implements EventLedger {
    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
        return stored.alarmsById(ids);
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        return stored.newestByFingerprint(fingerprints);
    }

    @Override
    public List<Event> eventsById(Collection<String> ids) {
        return stored.eventsById(ids);
    }

    @Override
    public void write(List<MergedAlarm> alarms, List<EventChange> events) {
        // nothing of a trial is kept
    }
}
