package routes.pipeline;

import static routes.event.EventStatus.NONE_DISPATCH;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import routes.alarm.Disposition;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.event.PublishedEvent;
import routes.event.Subscription;
import routes.event.SubscriptionBook;
import routes.event.SubscriptionMatch;
import routes.event.Transition;
import routes.event.Unheard;
import routes.notice.Notice;

/** Decides who is told of a transition, and what the event is marked with when nobody is. */
public final class Recipients {
    private static final Map<Disposition, EventStatus> KEPT_BACK = Map.of(
            Disposition.NOT_MATCHED, EventStatus.CHATOPS_NOT_MATCHED,
            Disposition.FILTERED, EventStatus.CHATOPS_RULE_FILTERED);

    private final SubscriptionBook subscriptions;
    private final InterestRestraint restraint;
    private final Predicate<String> tellRecoveryOnly;
    private final boolean notifyLevelChanges;

    /**
     * @param tellRecoveryOnly whether a recovery that stands alone is told, by the name of its source
     * @param notifyLevelChanges whether subscribers are notified when the level of an open event falls, or rises again to
     *     what it was
     */
    public Recipients(
            SubscriptionBook subscriptions,
            InterestRestraint restraint,
            Predicate<String> tellRecoveryOnly,
            boolean notifyLevelChanges) {
        this.notifyLevelChanges = notifyLevelChanges;
        this.subscriptions = subscriptions;
        this.restraint = restraint;
        this.tellRecoveryOnly = tellRecoveryOnly;
    }

    /** @param notices empty when nobody is told; the status says why then */
    public record Decision(List<Notice> notices, EventStatus status) {}

    public Decision of(PublishedEvent event, Instant now) {
        Optional<EventStatus> keptBack = keptBack(event);
        if (keptBack.isPresent()) {
            return nobody(keptBack.get());
        }
        List<Notice> notices = direct(event, now).orElseGet(() -> subscribed(event, now));
        if (notices.isEmpty()) {
            return nobody(NONE_DISPATCH);
        }
        return restraint.restrains(event, now)
                ? nobody(EventStatus.CHATOPS_RULE_RESTRAINED)
                : new Decision(notices, EventStatus.SUBSCRIBED);
    }

    /** What the event would be marked with because nobody is told; empty when somebody may be. Changes nothing. */
    Optional<EventStatus> unheard(PublishedEvent event, Instant now) {
        return keptBack(event).or(() -> hearsOf(event, now) ? Optional.empty() : Optional.of(NONE_DISPATCH));
    }

    /** Whether it would be decided the same way again. */
    boolean stillHolds(Unheard unheard) {
        OptionalLong version = subscriptions.version();
        return version.isPresent() && version.getAsLong() == unheard.edition();
    }

    private boolean hearsOf(PublishedEvent event, Instant now) {
        return ReplyTarget.of(event).isPresent()
                || subscriptions.current().match(event, now).stream()
                        .anyMatch(subscription -> !subscription.targets().isEmpty());
    }

    private Optional<EventStatus> keptBack(PublishedEvent event) {
        boolean untold =
                (endOnly(event) && !tellRecoveryOnly.test(event.source())) || replaced(event) || quietLevel(event);
        return Optional.ofNullable(KEPT_BACK.get(event.disposition()))
                .or(() -> untold ? Optional.of(NONE_DISPATCH) : Optional.empty());
    }

    /** Replies of chat agents go back to the chat that they answer, whatever the subscriptions say (spec events 5.2). */
    private static Optional<List<Notice>> direct(PublishedEvent event, Instant now) {
        return ReplyTarget.of(event).map(target -> List.of(Notice.reply(event, target, now)));
    }

    private List<Notice> subscribed(PublishedEvent event, Instant now) {
        List<Subscription> matches = subscriptions.current().match(event, now);
        Map<String, Subscription> byId =
                matches.stream().collect(Collectors.toMap(Subscription::id, Function.identity(), (one, same) -> one));
        return SubscriptionMatch.targetsOf(matches).stream()
                .map(matched -> Notice.pending(event, matched.target(), byId.get(matched.servedBy()), now))
                .toList();
    }

    /** An end of which no problem was ever seen. */
    private static boolean endOnly(PublishedEvent event) {
        return event.over() && event.revision() == 1;
    }

    /** It ended only because the next event of its fingerprint took its place: that one is notified. */
    private static boolean replaced(PublishedEvent event) {
        return event.state() == EventState.EXPIRED && event.expiresAt() == null;
    }

    private boolean quietLevel(PublishedEvent event) {
        return !notifyLevelChanges && Transition.LEVEL_CHANGED.wireName().equals(event.transition());
    }

    private static Decision nobody(EventStatus status) {
        return new Decision(List.of(), status);
    }
}
