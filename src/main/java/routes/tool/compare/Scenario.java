package routes.tool.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routes.alarm.Disposition;
import routes.event.AlarmMerge;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.MemoryLedger;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionMatch;
import routes.subscription.UnlabelledPolicy;

/** How alarms merge and who is notified: as it is, or as it would be. */
public final class Scenario {
    /** Of so many notices the event is kept, so that messages can be compared. */
    private static final int MOST_EVENTS = 5000;

    private final MemoryLedger ledger = new MemoryLedger();
    private final MergeSettings settings;
    private final AlarmMerge merge;
    private final List<Subscription> rules;
    private final UnlabelledPolicy unlabelled;
    private final Map<String, Set<String>> notified = new HashMap<>();
    private long notices;
    private long next;

    public Scenario(MergeSettings settings, List<Subscription> rules, UnlabelledPolicy unlabelled) {
        this.settings = settings;
        this.merge = new AlarmMerge(ledger, settings::of);
        this.rules = List.copyOf(rules);
        this.unlabelled = unlabelled;
    }

    /** Merges the next alarms. @return who is notified of what, by alarm and subscription */
    Map<String, NotifiedChange> notified(List<ComparedAlarm> alarms) {
        Map<LogPosition, ComparedAlarm> merged = new LinkedHashMap<>();
        alarms.forEach(alarm -> merged.put(new LogPosition(0, next++), alarm));
        List<LoggedAlarm> logged = merged.entrySet().stream()
                .map(one -> new LoggedAlarm(one.getValue().alarm(), one.getKey()))
                .toList();
        Map<String, NotifiedChange> changes = new LinkedHashMap<>();
        for (Publication change : new ArrayList<>(merge.merge(logged).publications())) {
            ComparedAlarm alarm = merged.get(change.position());
            if (change.transition().notifies() && alarm != null) {
                collect(change, alarm, changes);
            }
        }
        notices += changes.size();
        return changes;
    }

    private void collect(Publication change, ComparedAlarm alarm, Map<String, NotifiedChange> changes) {
        Instant at = alarm.alarm().receivedAt();
        PublishedEvent event = PublishedEvent.of(change.event(), change.transition(), change.position());
        boolean alone = event.over() && event.revision() == 1 && !settings.notifiesLoneRecovery(event.source());
        if (event.disposition() != Disposition.NOTIFY || alone) {
            return;
        }
        Set<String> before = notified.computeIfAbsent(event.id(), id -> new HashSet<>());
        for (Subscription rule : rules) {
            boolean again = before.contains(rule.id()) && rule.active() && (rule.resolved() || !event.over());
            if (again || SubscriptionMatch.explain(rule, event, at, unlabelled).matched()) {
                before.add(rule.id());
                NotifiedChange one = new NotifiedChange(
                        alarm.identity(),
                        notices + changes.size() < MOST_EVENTS ? event : null,
                        alarm.position().toString(),
                        rule.name(),
                        change.event().level(),
                        change.transition().wireName(),
                        change.event().content().source(),
                        change.event().fingerprint(),
                        change.event().content().title(),
                        at);
                changes.put(one.key(), one);
            }
        }
        if (event.over()) {
            notified.remove(event.id());
        }
    }

    Totals totals() {
        return new Totals(ledger.alarms(), ledger.events().size(), notices);
    }

    /** What came of the alarms. */
    public record Totals(long alarms, long events, long notices) {}
}
