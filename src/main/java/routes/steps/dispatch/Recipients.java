package routes.steps.dispatch;

import static routes.event.EventStatus.NONE_DISPATCH;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.alarm.Disposition;
import routes.alarm.HubAlarm;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.event.UnmatchedMark;
import routes.notice.Cause;
import routes.notice.Notice;
import routes.notice.Notified;
import routes.notice.OrderKey;
import routes.subscription.MatchedTarget;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionMatch;
import routes.subscription.SubscriptionRegistry;

/** Decides who is notified of a transition, and what the event is marked with when there is no recipient. */
public final class Recipients {
    private static final Map<Disposition, EventStatus> KEPT_BACK = Map.of(
            Disposition.NOT_MATCHED, EventStatus.CHATOPS_NOT_MATCHED,
            Disposition.FILTERED, EventStatus.CHATOPS_RULE_FILTERED,
            Disposition.TEST, EventStatus.NONE_DISPATCH);

    private final SubscriptionRegistry subscriptions;
    private final InterestRestraint restraint;
    private final Predicate<String> tellRecoveryOnly;
    private final boolean notifyLevelChanges;

    /**
     * @param tellRecoveryOnly whether a recovery that stands alone is sent, by the name of its source
     * @param notifyLevelChanges whether subscribers are notified when the level of an open event falls, or rises again to
     *     what it was
     */
    public Recipients(
            SubscriptionRegistry subscriptions,
            InterestRestraint restraint,
            Predicate<String> tellRecoveryOnly,
            boolean notifyLevelChanges) {
        this.notifyLevelChanges = notifyLevelChanges;
        this.subscriptions = subscriptions;
        this.restraint = restraint;
        this.tellRecoveryOnly = tellRecoveryOnly;
    }

    /** @param notices empty when there is no recipient; the status says why then */
    public record Decision(List<Notice> notices, EventStatus status) {}

    /**
     * @param notified where earlier notices of the event went: these targets are notified of whatever else becomes of it, as long as
     *     their subscription is active, still names them, and wants ends if it has ended
     */
    public Decision of(PublishedEvent event, Collection<Notified> notified, Instant now) {
        Optional<EventStatus> keptBack = keptBack(event);
        if (keptBack.isPresent()) {
            return none(keptBack.get());
        }
        List<Notice> notices = direct(event, now).orElseGet(() -> subscribed(event, notified, now));
        if (notices.isEmpty()) {
            return none(NONE_DISPATCH);
        }
        return restraint.restrains(event, now)
                ? none(EventStatus.CHATOPS_RULE_RESTRAINED)
                : new Decision(notices, EventStatus.SUBSCRIBED);
    }

    /** What the event would be marked with because nothing is sent; empty when something may be. Changes nothing. */
    public Optional<EventStatus> unmatched(PublishedEvent event, Instant now) {
        return keptBack(event).or(() -> isWanted(event, now) ? Optional.empty() : Optional.of(NONE_DISPATCH));
    }

    /** Whether it would be decided the same way again. */
    public boolean stillHolds(UnmatchedMark unmatched) {
        OptionalLong version = subscriptions.version();
        return version.isPresent() && version.getAsLong() == unmatched.edition();
    }

    private boolean isWanted(PublishedEvent event, Instant now) {
        return ReplyTarget.of(event).isPresent()
                || owners(event).stream().anyMatch(one -> !one.targets().isEmpty())
                || subscriptions.current().match(event, now).stream()
                        .anyMatch(subscription -> !subscription.targets().isEmpty());
    }

    private Optional<EventStatus> keptBack(PublishedEvent event) {
        boolean unsent =
                (endOnly(event) && !tellRecoveryOnly.test(event.source())) || replaced(event) || quietLevel(event);
        return Optional.ofNullable(KEPT_BACK.get(event.disposition()))
                .or(() -> unsent ? Optional.of(NONE_DISPATCH) : Optional.empty());
    }

    /** Replies of chat agents go back to the chat that they answer, whatever the subscriptions say. */
    private static Optional<List<Notice>> direct(PublishedEvent event, Instant now) {
        return ReplyTarget.of(event).map(target -> List.of(Notice.reply(event, target, now)));
    }

    private List<Notice> subscribed(PublishedEvent event, Collection<Notified> notified, Instant now) {
        List<Subscription> matches = subscriptions.current().match(event, now);
        Set<String> matched = matches.stream().map(Subscription::id).collect(Collectors.toSet());
        List<Subscription> owners = owners(event);
        Set<String> owning = owners.stream().map(Subscription::id).collect(Collectors.toSet());
        List<Subscription> all = Stream.of(
                        openFirst(matches, now),
                        owners.stream().filter(one -> !matched.contains(one.id())),
                        notifiedBefore(event, notified)
                                .filter(one -> !matched.contains(one.id()) && !owning.contains(one.id())))
                .flatMap(Function.identity())
                .toList();
        Map<String, Subscription> byId =
                all.stream().collect(Collectors.toMap(Subscription::id, Function.identity(), (one, same) -> one));
        return SubscriptionMatch.targetsOf(all).stream()
                .map(target -> Notice.pending(
                                event, target.target(), Objects.requireNonNull(byId.get(target.servedBy())), now)
                        .causedBy(causes(target, byId, matched, owning)))
                .toList();
    }

    /** A target is served by a subscription whose windows are open, if there is one. */
    private static Stream<Subscription> openFirst(List<Subscription> matches, Instant now) {
        return matches.stream().allMatch(one -> one.hours().open(now))
                ? matches.stream()
                : matches.stream()
                        .sorted(Comparator.comparing(one -> !one.hours().open(now)));
    }

    /** The active subscriptions of earlier notices, with those of their targets that the notices went to. */
    private Stream<Subscription> notifiedBefore(PublishedEvent event, Collection<Notified> notified) {
        Set<Notified> targets = Set.copyOf(notified);
        return targets.stream()
                .map(Notified::subscriptionId)
                .distinct()
                .flatMap(id -> subscriptions.current().find(id).stream())
                .filter(one -> one.resolved() || !event.over())
                .sorted(Comparator.comparingInt(Subscription::order))
                .map(one -> one.towards(one.targets().stream()
                        .filter(target -> targets.contains(new Notified(one.id(), target.channel(), target.address())))
                        .toList()));
    }

    private static List<Cause> causes(
            MatchedTarget target, Map<String, Subscription> byId, Set<String> matched, Set<String> owning) {
        return target.subscriptionIds().stream()
                .map(id -> new Cause(id, Objects.requireNonNull(byId.get(id)).name(), why(id, matched, owning)))
                .toList();
    }

    private static Cause.Why why(String id, Set<String> matched, Set<String> owning) {
        if (matched.contains(id)) {
            return Cause.Why.MATCHED;
        }
        return owning.contains(id) ? Cause.Why.OWNER : Cause.Why.NOTIFIED_BEFORE;
    }

    /** When the hub says that a target is switched off: the subscriptions that name it, with their other targets. */
    private List<Subscription> owners(PublishedEvent event) {
        if (!event.source().equals(HubAlarm.SOURCE)) {
            return List.of();
        }
        String off = event.labels().getOrDefault(HubAlarm.TARGET, "");
        return Stream.of(event.labels().getOrDefault(HubAlarm.SUBSCRIPTIONS, "").split(","))
                .flatMap(id -> subscriptions.current().find(id).stream())
                .map(one -> one.towards(one.targets().stream()
                        .filter(target ->
                                !OrderKey.of(target.channel(), target.address()).equals(off))
                        .toList()))
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

    private static Decision none(EventStatus status) {
        return new Decision(List.of(), status);
    }
}
