package routes.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.alarm.Alarm;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmStatus;
import routes.alarm.Fingerprint;

/**
 * Recoveries that name their problem in another way than its alarm did: with an id of the vendor that the alarm did not
 * have, or without the one that it had. Such a recovery goes to the open events of its source that have the same values
 * under the names of {@link MergePolicy#recoverBy} and a fingerprint of another kind. Fingerprints of one kind that differ
 * are different problems.
 *
 * <p>Failure policy: the recovery is appended to the log again, under the fingerprint of the event that it ends, so that
 * the merge sees it in the order of that event's alarms. For one event it keeps its id; for each further one the id
 * follows from both. So one that is handed over twice ends each event once.
 */
public final class LooseRecoveries {
    /** Leaves each recovery where it is. */
    public static final LooseRecoveries NONE = new LooseRecoveries((source, labels) -> List.of());

    private final OpenProblems open;

    /** What is open now. Throws when the store is away. */
    @FunctionalInterface
    public interface OpenProblems {
        /** The fingerprints of the open events of a source that have all these labels. */
        List<String> fingerprints(String source, Map<String, String> labels);
    }

    public LooseRecoveries(OpenProblems open) {
        this.open = open;
    }

    /** The recoveries for other events, when nothing of their own is open; empty when they stay where they are. */
    List<Alarm> handedOver(List<LoggedAlarm> run, MergePolicy policy) {
        List<Alarm> recoveries = run.stream().map(LoggedAlarm::alarm).toList();
        if (policy.recoverBy().isEmpty() || !recoveries.stream().allMatch(LooseRecoveries::isRecovery)) {
            return List.of();
        }
        Alarm first = recoveries.get(0);
        Map<String, String> labels = labels(first, policy.recoverBy());
        if (labels.isEmpty()) {
            return List.of();
        }
        String kind = Fingerprint.kind(first.fingerprint());
        List<String> ended = open.fingerprints(first.source(), labels).stream()
                .filter(other -> !Fingerprint.kind(other).equals(kind))
                .toList();
        return recoveries.stream()
                .flatMap(recovery -> copies(recovery, ended).stream())
                .toList();
    }

    private static boolean isRecovery(Alarm alarm) {
        return alarm.status() == AlarmStatus.RESOLVED;
    }

    /** Empty unless the alarm has all of them. */
    private static Map<String, String> labels(Alarm alarm, List<String> names) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String name : names) {
            String value = alarm.labels().get(name);
            if (value == null) {
                return Map.of();
            }
            labels.put(name, value);
        }
        return labels;
    }

    private static List<Alarm> copies(Alarm recovery, List<String> fingerprints) {
        List<Alarm> copies = new ArrayList<>(fingerprints.size());
        for (String fingerprint : fingerprints) {
            String id = copies.isEmpty() ? recovery.id() : AlarmIds.derived("recovery", recovery.id(), fingerprint);
            copies.add(recovery.handedTo(id, fingerprint));
        }
        return copies;
    }
}
