package routes.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;
import routes.event.PublishedEvent;
import routes.event.Subscription;

/**
 * One message about one change of one event for one target. The stored document is the truth; what travels on
 * {@code veaiops.notices} only rings its bell.
 *
 * @param id derived from event, revision, channel and target, so that a repeated dispatch adds nothing; the idempotency
 *     key wherever a vendor takes one
 * @param event the event as it was at the change
 * @param subscriptionId the subscription that decides how it is served; empty for a reply
 * @param attempts how many attempts were begun
 * @param version grows at every change of state; a finish names the version that it claimed
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
        Instant createdAt) {

    /** A notice that waits for its first attempt. */
    public static Notice pending(PublishedEvent event, Subscription.Target target, Subscription from, Instant now) {
        return waiting(event, target, from.id(), from.name(), now);
    }

    /** A notice that answers a chat; no subscription stands behind it. */
    public static Notice reply(PublishedEvent event, Subscription.Target target, Instant now) {
        return waiting(event, target, "", "", now);
    }

    private static Notice waiting(
            PublishedEvent event, Subscription.Target target, String subscriptionId, String name, Instant now) {
        String id = AlarmIds.derived(
                "notice", event.id(), Long.toString(event.revision()), target.channel(), target.address());
        return new Notice(id, event, target, subscriptionId, name, NoticeState.PENDING, 0, 0, null, null, now);
    }

    /** Notices for one target are delivered in the order of this key's partition. */
    public String orderKey() {
        return target.channel() + " " + target.address();
    }
}
