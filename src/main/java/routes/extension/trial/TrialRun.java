package routes.extension.trial;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Converted;
import routes.alarm.Intake;
import routes.alarm.LevelTable;
import routes.alarm.mapping.MappedAlarmConverter;
import routes.event.AlarmMerge;
import routes.event.Event;
import routes.event.EventLedger;
import routes.event.EventState;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.LooseRecoveries;
import routes.event.MergePolicy;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.extension.source.Posted;
import routes.extension.source.SourceFile;
import routes.http.FormBody;

/** Tries a post: reads what is stored and writes nothing. Each alarm is tried for itself, as if it came alone. */
public final class TrialRun {
    /** Behind every record of the log, so that no alarm of the trial counts as seen. */
    private static final LogPosition NOWHERE = new LogPosition(0, Long.MAX_VALUE);

    private final EventLedger ledger;
    private final AlarmMerge merge;
    private final Audience audience;
    private final Clock clock;

    public TrialRun(
            EventLedger ledger,
            Function<String, MergePolicy> policies,
            LooseRecoveries loose,
            Audience audience,
            Clock clock) {
        this.ledger = new ReadOnlyLedger(ledger);
        this.merge = new AlarmMerge(this.ledger, policies, loose, UnaryOperator.identity());
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * What reads the posts of a source.
     *
     * @param body what of a post the converter sees
     */
    public record Reading(String source, Function<Posted, byte[]> body, AlarmConverter converter) {
        public static Reading of(SourceFile file) {
            return new Reading(file.name(), post -> post.seenBy(file), new MappedAlarmConverter(file::mapping));
        }

        /** Of a source whose converter is code: it sees the body. */
        public static Reading coded(String source, AlarmConverter converter) {
            return new Reading(source, Posted::body, converter);
        }
    }

    /** What comes of a post: its alarms, each tried for itself, and the items that could not be used. */
    public record Outcome(List<Trial> trials, List<Converted.RefusedItem> refused) {
        public Outcome {
            trials = List.copyOf(trials);
            refused = List.copyOf(refused);
        }
    }

    /** @throws routes.common.error.RefusedRequest as the endpoint would refuse it */
    public Outcome of(Posted post, Reading reading, LevelTable levels) {
        Instant now = clock.instant();
        Map<String, String> form = FormBody.announcedBy(post.contentType())
                ? FormBody.read(post.contentType(), post.body()).fields()
                : Map.of();
        Intake intake = new Intake(
                reading.source(),
                post.contentType(),
                reading.body().apply(post),
                form,
                null,
                now,
                () -> AlarmIds.fresh(now));
        Converted converted = reading.converter().items(intake.withLevels(levels));
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
        String openId = open.map(Event::id).orElse(null);
        List<Publication> publications =
                merge.merge(List.of(new LoggedAlarm(alarm, NOWHERE))).publications();
        if (publications.isEmpty()) {
            return new Trial(alarm, null, openId, List.of(), List.of());
        }
        Publication last = publications.get(publications.size() - 1);
        PublishedEvent event = PublishedEvent.of(last.event(), last.transition(), last.position());
        Audience.Notified notified = last.transition().notifies() ? audience.of(event, now) : Audience.Notified.NONE;
        return new Trial(alarm, last.transition().wireName(), openId, notified.subscriptions(), notified.notices());
    }
}
