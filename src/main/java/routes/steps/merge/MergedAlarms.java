package routes.steps.merge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import routes.event.EventLedger;
import routes.event.StoredAlarm;

/**
 * The alarms that were merged: the idempotent repository of {@code alarms-merge}. A key is the id of an alarm; beside it the
 * stored alarm has its log position, which tells a record that is read again from a delivery that is repeated
 * (docs/adr/0022-log-positions-are-the-idempotent-repository-of-the-merge.md).
 *
 * <p>Failure policy: the merge alone adds keys, by the one write that stores its alarms; routes ask. Every method throws while
 * the store is away.
 */
public final class MergedAlarms extends ServiceSupport implements IdempotentRepository {
    private final EventLedger ledger;

    public MergedAlarms(EventLedger ledger) {
        this.ledger = ledger;
    }

    /** What the merge remembers of these alarms, by id: the one read of a batch. */
    public Map<String, StoredAlarm> among(Collection<String> alarmIds) {
        return ledger.alarmsById(alarmIds);
    }

    @Override
    public boolean contains(String alarmId) {
        return among(List.of(alarmId)).containsKey(alarmId);
    }

    /** Writes nothing: the key is there once the merge has stored the alarm. @return whether it is not there yet */
    @Override
    public boolean add(String alarmId) {
        return !contains(alarmId);
    }

    @Override
    public boolean confirm(String alarmId) {
        return contains(alarmId);
    }

    /** An alarm that was merged stays merged. */
    @Override
    public boolean remove(String alarmId) {
        return false;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("merged alarms are removed by veaiops.alarms.keep-days alone");
    }
}
