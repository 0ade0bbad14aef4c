package routes.extension.trial;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Converted;
import routes.alarm.Intake;
import routes.alarm.LevelTable;
import routes.event.AlarmMerge;
import routes.event.Event;
import routes.event.EventLedger;
import routes.event.EventState;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.MergePolicy;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.subscription.Explanation;
import routes.subscription.SubscriptionExplainer;

/** Tries a post: reads what is stored and writes nothing. Each alarm is tried for itself, as if it came alone. */
public final class TrialRun {
    /** Behind every record of the log, so that no alarm of the trial counts as seen. */
    private static final LogPosition NOWHERE = new LogPosition(0, Long.MAX_VALUE);

    private final EventLedger ledger;
    private final AlarmMerge merge;
    private final SubscriptionExplainer subscriptions;
    private final Function<PublishedEvent, Map<String, String>> messages;
    private final Clock clock;

    /** @param messages what people would read of a change, by channel */
    public TrialRun(
            EventLedger ledger,
            Function<String, MergePolicy> policies,
            SubscriptionExplainer subscriptions,
            Function<PublishedEvent, Map<String, String>> messages,
            Clock clock) {
        this.ledger = new ReadOnlyLedger(ledger);
        this.merge = new AlarmMerge(this.ledger, policies);
        this.subscriptions = subscriptions;
        this.messages = messages;
        this.clock = clock;
    }

    /** What is posted, as its endpoint would hand it to the converter. */
    public record Post(String source, String contentType, byte[] body, Map<String, String> form) {}

    /** What comes of a post: its alarms, each tried for itself, and the items that could not be used. */
    public record Outcome(List<Trial> trials, List<Converted.RefusedItem> refused) {
        public Outcome {
            trials = List.copyOf(trials);
            refused = List.copyOf(refused);
        }
    }

    /** @throws routes.common.error.RefusedRequest as the endpoint would refuse it */
    public Outcome of(Post post, AlarmConverter converter, LevelTable levels) {
        Instant now = clock.instant();
        Intake intake = new Intake(
                post.source(), post.contentType(), post.body(), post.form(), null, now, () -> AlarmIds.fresh(now));
        Converted converted = converter.items(intake.withLevels(levels));
        List<Trial> trials = new ArrayList<>();
        for (Alarm alarm : converted.alarmsOrRefusal()) {
            trials.add(of(alarm, now));
        }
        return new Outcome(trials, converted.refused());
    }

    private Trial of(Alarm alarm, Instant now) {
        Optional<Event> open = Optional.ofNullable(
                        ledger.newestByFingerprint(List.of(alarm.fingerprint())).get(alarm.fingerprint()))
                .filter(event -> event.state() == EventState.FIRING);
        List<Publication> publications =
                merge.merge(List.of(new LoggedAlarm(alarm, NOWHERE))).publications();
        if (publications.isEmpty()) {
            return new Trial(alarm, null, open.map(Event::id).orElse(null), List.of(), Map.of());
        }
        Publication last = publications.get(publications.size() - 1);
        PublishedEvent event = PublishedEvent.of(last.event(), last.transition(), last.position());
        boolean notifies = last.transition().notifies();
        List<Explanation> matches = notifies ? subscriptions.explain(event, now) : List.of();
        return new Trial(
                alarm,
                last.transition().wireName(),
                open.map(Event::id).orElse(null),
                matches,
                matches.stream().anyMatch(Explanation::matched) ? messages.apply(event) : Map.of());
    }
}
