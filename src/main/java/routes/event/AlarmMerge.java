package routes.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;

/** Merges a poll of the log into the stored events: one read, one fold for each fingerprint, one write. */
public final class AlarmMerge {
    private final EventLedger ledger;
    private final Function<String, MergePolicy> policies;
    private final LooseRecoveries loose;
    private final UnaryOperator<MergeResult> marker;
    private final Function<Collection<String>, Map<String, StoredAlarm>> merged;

    /** @param policies the merge policy of a source, by its name */
    public AlarmMerge(EventLedger ledger, Function<String, MergePolicy> policies) {
        this(ledger, policies, LooseRecoveries.NONE, UnaryOperator.identity());
    }

    public AlarmMerge(
            EventLedger ledger,
            Function<String, MergePolicy> policies,
            LooseRecoveries loose,
            UnaryOperator<MergeResult> marker) {
        this(ledger, policies, loose, marker, ledger::alarmsById);
    }

    /**
     * @param loose finds the events of recoveries that end none of their own
     * @param marker marks new events without receivers, before they are written
     * @param merged the alarms among those of the given ids that were merged before
     */
    public AlarmMerge(
            EventLedger ledger,
            Function<String, MergePolicy> policies,
            LooseRecoveries loose,
            UnaryOperator<MergeResult> marker,
            Function<Collection<String>, Map<String, StoredAlarm>> merged) {
        this.ledger = ledger;
        this.policies = policies;
        this.loose = loose;
        this.marker = marker;
        this.merged = merged;
    }

    /**
     * Merges the alarms, in log order, and writes the result.
     *
     * @return what is to be published, also for alarms that had been merged before
     */
    public MergeResult merge(List<LoggedAlarm> alarms) {
        Map<String, List<LoggedAlarm>> byFingerprint = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (LoggedAlarm logged : alarms) {
            ids.add(logged.alarm().id());
            byFingerprint
                    .computeIfAbsent(logged.alarm().fingerprint(), key -> new ArrayList<>())
                    .add(logged);
        }
        Map<String, StoredAlarm> stored = merged.apply(ids);
        Map<String, Event> newest = ledger.newestByFingerprint(byFingerprint.keySet());
        Map<String, List<Event>> others = eventsOf(stored, newest);
        List<MergeResult> parts = new ArrayList<>(byFingerprint.size());
        byFingerprint.forEach((fingerprint, run) -> {
            MergePolicy policy = policyOf(run);
            Event last = newest.get(fingerprint);
            List<Alarm> handedOver = endsItsOwn(last, run, stored) ? List.of() : loose.handedOver(run, policy);
            parts.add(
                    handedOver.isEmpty()
                            ? new FingerprintMerge(policy, last, others.getOrDefault(fingerprint, List.of()), stored)
                                    .merge(run)
                            : MergeResult.handingOver(handedOver));
        });
        MergeResult result = marker.apply(MergeResult.join(parts));
        ledger.write(result.alarms(), result.changed());
        return result;
    }

    /** Whether the run has an open event, or was merged before, wholly or in part. */
    private static boolean endsItsOwn(@Nullable Event last, List<LoggedAlarm> run, Map<String, StoredAlarm> stored) {
        return last != null && last.open()
                || run.stream()
                        .anyMatch(logged -> stored.containsKey(logged.alarm().id()));
    }

    private MergePolicy policyOf(List<LoggedAlarm> run) {
        return policies.apply(run.get(0).alarm().source());
    }

    /** Events that alarms seen before belong to, and the ones that those follow. */
    private Map<String, List<Event>> eventsOf(Map<String, StoredAlarm> stored, Map<String, Event> newest) {
        if (stored.isEmpty()) {
            return Map.of();
        }
        Map<String, Event> found = new LinkedHashMap<>();
        newest.values().forEach(event -> found.put(event.id(), event));
        load(
                stored.values().stream()
                        .flatMap(alarm -> Stream.of(alarm.eventId(), alarm.previousId()))
                        .filter(Objects::nonNull),
                found);
        load(List.copyOf(found.values()).stream().map(Event::previousId).filter(Objects::nonNull), found);
        return found.values().stream().collect(Collectors.groupingBy(Event::fingerprint));
    }

    private void load(Stream<String> ids, Map<String, Event> found) {
        Set<String> missing = ids.filter(id -> !found.containsKey(id)).collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            ledger.eventsById(missing).forEach(event -> found.put(event.id(), event));
        }
    }
}
