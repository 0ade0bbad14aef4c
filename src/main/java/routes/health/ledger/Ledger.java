package routes.health.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import routes.notice.NoticeState;

/**
 * Accepted = delivered + waiting + dead + suppressed + unmatched, for a stretch of time.
 *
 * @param accepted alarms that the endpoints answered with success and the merge has seen, and those that wait before it
 * @param alarms merged alarms by source and outcome
 * @param waitingInLog accepted alarms that the merge has not seen yet
 * @param waitingInSpool accepted alarms that wait for the log
 * @param changes openings, escalations and recoveries: notified (told), not notified (untold: why), undecided
 * @param notices by channel: delivered, waiting, dead, skipped, suppressed
 * @param imbalances what does not add up or is stuck, in words; empty when all is well
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Ledger(
        Instant from,
        Instant to,
        long accepted,
        Map<String, Map<String, Long>> alarms,
        long waitingInLog,
        long waitingInSpool,
        LedgerCounts.Changes changes,
        Map<String, Map<String, Long>> notices,
        List<String> imbalances) {

    private static final List<String> CHANGING = List.of("opened", "escalated", "resolved", "recovery_only");

    /** Adds up what the store counted. */
    static Ledger of(Instant from, Instant to, Waiting waiting, LedgerCounts counts, LedgerCounts.Overdue overdue) {
        Map<String, Map<String, Long>> alarms = new TreeMap<>(counts.alarms(from, to));
        LedgerCounts.Changes changes = counts.changes(from, to);
        long merged = sum(alarms);
        List<String> imbalances = new ArrayList<>(stuck(overdue, waiting));
        long changing = alarms.values().stream().mapToLong(Ledger::changing).sum();
        long decided = changes.told()
                + changes.undecided()
                + changes.untold().values().stream().mapToLong(Long::longValue).sum();
        if (changing > decided) {
            imbalances.add((changing - decided) + " alarms changed an event, and the event does not know");
        }
        return new Ledger(
                from,
                to,
                merged + waiting.inLog() + waiting.inSpool(),
                alarms,
                waiting.inLog(),
                waiting.inSpool(),
                changes,
                byFate(counts.notices(from, to)),
                imbalances);
    }

    /** What waits before the merge; it is not in the store of events yet, so it belongs to no period. */
    record Waiting(long inLog, long inSpool, long behindMerge) {}

    private static List<String> stuck(LedgerCounts.Overdue overdue, Waiting waiting) {
        List<String> stuck = new ArrayList<>();
        if (overdue.undispatched() > 0 && waiting.behindMerge() == 0) {
            stuck.add(overdue.undispatched() + " events were never dispatched although nothing waits before them");
        }
        if (overdue.notices() > 0) {
            stuck.add(overdue.notices() + " notices are overdue, the oldest since " + overdue.oldestNotice());
        }
        return stuck;
    }

    private static long changing(Map<String, Long> outcomes) {
        return CHANGING.stream()
                .mapToLong(outcome -> outcomes.getOrDefault(outcome, 0L))
                .sum();
    }

    private static long sum(Map<String, Map<String, Long>> counts) {
        return counts.values().stream()
                .flatMap(one -> one.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, Map<String, Long>> byFate(Map<String, Map<NoticeState, Long>> notices) {
        Map<String, Map<String, Long>> fates = new TreeMap<>();
        notices.forEach((channel, states) -> {
            Map<String, Long> fate = new LinkedHashMap<>();
            List.of("delivered", "waiting", "dead", "skipped", "suppressed").forEach(word -> fate.put(word, 0L));
            states.forEach((state, count) -> fate.merge(fate(state), count, Long::sum));
            fates.put(channel, fate);
        });
        return fates;
    }

    private static String fate(NoticeState state) {
        return switch (state) {
            case PENDING, SENDING, RETRYING, BUNDLED -> "waiting";
            case SENT -> "delivered";
            case DEAD -> "dead";
            case SKIPPED -> "skipped";
            case SUPPRESSED -> "suppressed";
        };
    }
}
