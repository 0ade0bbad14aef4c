package routes.extension.trial;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import routes.channel.MessagePreview;
import routes.event.PublishedEvent;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.steps.dispatch.Recipients;
import routes.steps.dispatch.SilenceGate;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRegistry;

/** Who is notified as the dispatch decides it, with what is stored now, and what the channels would post. */
public final class DispatchAudience implements Audience {
    private final SubscriptionRegistry subscriptions;
    private final Recipients recipients;
    private final DeliveryStatuses notified;
    private final SilenceGate silences;
    private final Function<Notice, MessagePreview> messages;

    /** @param recipients with memories that forget what is written to them */
    public DispatchAudience(
            SubscriptionRegistry subscriptions,
            Recipients recipients,
            DeliveryStatuses notified,
            SilenceGate silences,
            Function<Notice, MessagePreview> messages) {
        this.subscriptions = subscriptions;
        this.recipients = recipients;
        this.notified = notified;
        this.silences = silences;
        this.messages = messages;
    }

    @Override
    public Notified of(PublishedEvent event, Instant now) {
        List<Notice> notices = recipients
                .of(event, notified.notified(List.of(event.id())).getOrDefault(event.id(), List.of()), now)
                .notices();
        return new Notified(
                subscriptions.explain(event, now),
                silences.pass(notices, now).stream()
                        .map(notice -> TrialNotice.of(notice, waits(notice), messages.apply(notice)))
                        .toList());
    }

    private @Nullable String waits(Notice notice) {
        Subscription.Pace pace = subscriptions.paceOf(notice.subscriptionId());
        if (notice.state() != NoticeState.PENDING) {
            return null;
        }
        if (notice.event().over() && pace.resolvedAfter() != null) {
            return pace.resolvedAfter().toSeconds() + " s for the problem to come back";
        }
        return pace.grouping() == null
                ? null
                : pace.grouping().patience().toSeconds() + " s for others of its group, and shares their message";
    }
}
