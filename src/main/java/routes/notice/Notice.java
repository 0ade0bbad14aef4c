package routes.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;
import routes.event.PublishedEvent;
import routes.subscription.Subscription;

/**
 * One message about one change of one event for one target. The stored document is the truth; what travels on
 * {@code veaiops.notices} only says that it is due.
 *
 * @param id derived from event, revision, channel and target, so that a repeated dispatch adds nothing; the idempotency
 *     key wherever a vendor takes one
 * @param event the event as it was at the change
 * @param subscriptionId the subscription that decides how it is served; empty for a reply
 * @param attempts how many attempts were begun
 * @param handling what the dispatch decided about it beside that it exists
 * @param version grows at every change of state; a finish names the version that it claimed
 * @param telling what kind of message it is
 */
public record Notice(
        String id,
        PublishedEvent event,
        Subscription.Target target,
        String subscriptionId,
        String subscriptionName,
        NoticeState state,
        int attempts,
        long version,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        Instant createdAt,
        Handling handling,
        Telling telling) {

    /** A recovery that waits for the problem to come back. */
    public static final String RESOLVED_AFTER = "resolved_after";

    /** The problem came back within that wait: neither its end nor its return is sent. */
    public static final String CAME_BACK = "came_back";

    /** It flaps: its target was notified of that. */
    public static final String FLAPPING = "flapping";

    /**
     * @param bundle the notices that it carries; null unless the kind is one that carries several. Its {@code event} is
     *     the first of them then.
     */
    public record Telling(NoticeKind kind, @Nullable Bundle bundle) {
        public Telling {
            if (kind.carriesSeveral() != (bundle != null)) {
                throw new IllegalArgumentException("a " + kind + " with bundle " + bundle);
            }
        }

        /** A message about one event. */
        public static Telling one(NoticeKind kind) {
            return new Telling(kind, null);
        }
    }

    /** A notice about one change, about which the dispatch decided nothing more. */
    public Notice(
            String id,
            PublishedEvent event,
            Subscription.Target target,
            String subscriptionId,
            String subscriptionName,
            NoticeState state,
            int attempts,
            long version,
            @Nullable String owner,
            @Nullable Instant leaseUntil,
            Instant createdAt) {
        this(
                id,
                event,
                target,
                subscriptionId,
                subscriptionName,
                state,
                attempts,
                version,
                owner,
                leaseUntil,
                createdAt,
                Handling.PLAIN,
                Telling.one(NoticeKind.ofTransition(event.transition())));
    }

    /** A notice that waits for its first attempt. */
    public static Notice pending(PublishedEvent event, Subscription.Target target, Subscription from, Instant now) {
        return waiting(event, target, from.id(), from.name(), now);
    }

    /** The same, with the subscriptions that want it. */
    public Notice causedBy(List<Cause> causes) {
        return with(state, new Handling(null, null, null, causes, null, handling.trace()));
    }

    /** A notice that answers a chat; no subscription stands behind it. */
    public static Notice reply(PublishedEvent event, Subscription.Target target, Instant now) {
        return waiting(event, target, "", "", now);
    }

    /** A reminder of what still goes on. @param number which time it is, from 1 */
    public static Notice again(PublishedEvent event, Reminder reminder, int number, Instant now) {
        Subscription.Target target = reminder.target();
        String id =
                AlarmIds.derived("reminder", event.id(), Integer.toString(number), target.channel(), target.address());
        return waiting(event, target, reminder.subscriptionId(), reminder.subscriptionName(), now)
                .named(id, NoticeKind.REMINDER);
    }

    /** What flapped is stable: the event says how it ended. */
    public static Notice stable(PublishedEvent event, FlappingWatch watch, Instant now) {
        String id = AlarmIds.derived("stable", watch.id(), event.id(), Long.toString(event.revision()));
        return waiting(event, watch.target(), watch.subscriptionId(), watch.subscriptionName(), now)
                .named(id, NoticeKind.STABLE);
    }

    /**
     * A message that carries others. It is served as the first of its events is: by that subscription, to that target.
     *
     * @param notices at least one, all for one target
     */
    public static Notice carrying(
            String id, NoticeKind kind, Map<String, String> shared, Collection<Notice> notices, Instant now) {
        Bundle bundle = Bundle.of(shared, notices);
        String first = bundle.items().get(0).noticeId();
        Notice leading = notices.stream()
                .filter(notice -> notice.id().equals(first))
                .findFirst()
                .orElseThrow();
        return new Notice(
                id,
                leading.event,
                leading.target,
                leading.subscriptionId,
                leading.subscriptionName,
                NoticeState.PENDING,
                0,
                0,
                null,
                null,
                now,
                Handling.carrying(
                        Stream.concat(Stream.of(leading), notices.stream()).map(Notice::handling)),
                new Telling(kind, bundle));
    }

    private static Notice waiting(
            PublishedEvent event, Subscription.Target target, String subscriptionId, String name, Instant now) {
        return new Notice(
                idOf(event.id(), event.revision(), target),
                event,
                target,
                subscriptionId,
                name,
                NoticeState.PENDING,
                0,
                0,
                null,
                null,
                now);
    }

    private Notice named(String otherId, NoticeKind kind) {
        return new Notice(
                otherId,
                event,
                target,
                subscriptionId,
                subscriptionName,
                state,
                attempts,
                version,
                owner,
                leaseUntil,
                createdAt,
                handling,
                Telling.one(kind));
    }

    /** The id of the notice about one revision of an event for a target. */
    public static String idOf(String eventId, long revision, Subscription.Target target) {
        return AlarmIds.derived("notice", eventId, Long.toString(revision), target.channel(), target.address());
    }

    /** The ids that the notices about some revisions of its event have for its target, whether they exist or not. */
    public List<String> siblings(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(revision -> idOf(event.id(), revision, target))
                .toList();
    }

    /** Whether a subscription wants it; a reply is never held back. */
    public boolean subscribed() {
        return !subscriptionId.isEmpty();
    }

    /** It is not sent, for a reason. @param heldBy what lets it go when it ends ({@link Hold#holder()}); null when nothing does */
    public Notice suppressed(String reason, @Nullable String heldBy) {
        return with(NoticeState.SUPPRESSED, handling.suppressed(reason, heldBy));
    }

    /** It is sent together with others. */
    public Notice gatheredIn(OpenBundle gathering) {
        return with(NoticeState.BUNDLED, handling.gathered(gathering));
    }

    /** It is sent at {@code end}, unless the problem comes back before. */
    public Notice waitingUntil(Instant end) {
        return with(state, handling.waiting(end));
    }

    /** What a recovery waits under for the same problem to come back for the same target. */
    public String waitKey() {
        return AlarmIds.derived("wait", event.fingerprint(), target.channel(), target.address());
    }

    /** What a notice is marked with that travels in this message. */
    public String carriesAs() {
        return telling.kind().wireName() + ":" + id;
    }

    /** @param trace {@code traceparent} of the alarm behind it */
    public Notice traced(@Nullable String trace) {
        return with(state, handling.traced(trace));
    }

    /** It says something else of its event. */
    public Notice as(NoticeKind kind) {
        return with(state, handling, Telling.one(kind));
    }

    private Notice with(NoticeState next, Handling how) {
        return with(next, how, telling);
    }

    private Notice with(NoticeState next, Handling how, Telling what) {
        return new Notice(
                id,
                event,
                target,
                subscriptionId,
                subscriptionName,
                next,
                attempts,
                version,
                owner,
                leaseUntil,
                createdAt,
                how,
                what);
    }

    /** What kind of message it is. */
    public NoticeKind kind() {
        return telling.kind();
    }

    /** What it carries; empty for a message about one event. */
    public Optional<Bundle> bundle() {
        return Optional.ofNullable(telling.bundle());
    }

    /** The same for people to see: the secret that the URL of a target may hold is masked. */
    public Notice shown() {
        return new Notice(
                id,
                event,
                new Subscription.Target(
                        target.channel(), ShownTarget.of(target.address()), target.botId(), target.format()),
                subscriptionId,
                subscriptionName,
                state,
                attempts,
                version,
                owner,
                leaseUntil,
                createdAt,
                handling,
                telling);
    }

    /** Notices for one target are delivered in the order of this key's partition. It holds no secret. */
    public String orderKey() {
        return OrderKey.of(target.channel(), target.address());
    }
}
