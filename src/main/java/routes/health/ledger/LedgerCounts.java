package routes.health.ledger;

import java.time.Instant;
import java.util.Map;
import routes.notice.NoticeState;

/** What the store counts for the ledger. */
public interface LedgerCounts {
    /** Merged alarms that were received in the period: source, then outcome. */
    Map<String, Map<String, Long>> alarms(Instant from, Instant to);

    /** Changes of events in the period that people may be notified of. */
    Changes changes(Instant from, Instant to);

    /** Notices made in the period: channel, then state. */
    Map<String, Map<NoticeState, Long>> notices(Instant from, Instant to);

    /** Accepted alarms that wait in the spool. */
    long spooled();

    /** What should have moved on before {@code before} and did not. */
    Overdue overdue(Instant before);

    /**
     * @param told changes that made at least one notice
     * @param untold changes that made none: by the word of the event's status
     * @param undecided changes whose event was not dispatched yet
     */
    record Changes(long told, Map<String, Long> untold, long undecided) {}

    /**
     * @param undispatched events that were stored before and are not dispatched
     * @param notices notices that were due before and were not sent, nor queued again
     * @param oldestNotice when the longest overdue notice was due, as text; empty when there is none
     */
    record Overdue(long undispatched, long notices, String oldestNotice) {}
}
