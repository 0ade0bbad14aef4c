package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import routes.alarm.AlarmIds;
import routes.event.Flapping;
import routes.event.PublishedEvent;
import routes.subscription.Subscription.Target;

/**
 * One target was notified that a problem flaps, and is to be notified when it is stable.
 *
 * @param id the same for every notice to the target about this time of flapping
 * @param since when it began; the next time has another
 * @param noticeId the notice that says it; all others wait for the end
 */
public record FlappingWatch(
        String id,
        String fingerprint,
        Instant since,
        Target target,
        String subscriptionId,
        String subscriptionName,
        String noticeId) {

    /** The one that the notice would begin. */
    public static FlappingWatch of(Notice notice, Flapping flapping) {
        PublishedEvent event = notice.event();
        Target target = notice.target();
        String since = Long.toString(flapping.since().toEpochMilli());
        return new FlappingWatch(
                AlarmIds.derived("flapping", event.fingerprint(), since, target.channel(), target.address()),
                event.fingerprint(),
                flapping.since(),
                target,
                notice.subscriptionId(),
                notice.subscriptionName(),
                notice.id());
    }

    /** Where watches are kept. Every change is conditional, so that several copies may try the same. */
    public interface Book {
        /** By id; those that do not exist are left out. */
        Map<String, FlappingWatch> of(Collection<String> ids);

        /** Begins those that are not there yet. */
        void begin(Collection<FlappingWatch> watches, Instant due);

        /** Those that are due, the longest waiting first. */
        List<FlappingWatch> due(Instant now, int limit);

        /** It still flaps. */
        void postpone(FlappingWatch watch, Instant due);

        void end(FlappingWatch watch);
    }
}
