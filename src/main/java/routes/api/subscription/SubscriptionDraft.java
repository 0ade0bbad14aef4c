package routes.api.subscription;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.api.MatcherPayload;
import routes.subscription.Stamps;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRule.Hook;
import routes.subscription.SubscriptionRule.Wanted;
import routes.subscription.WebhookFormat;

/**
 * A subscription after a write.
 *
 * @param fields the stored fields that are to be written
 * @param shownSecret the signing secret that was made just now
 */
record SubscriptionDraft(SubscriptionRule rule, Set<String> fields, Optional<String> shownSecret) {
    private static final Hook NO_HOOK = new Hook(null, null, null, WebhookFormat.LEGACY, null);

    /** @param usual zone of windows that name none */
    static SubscriptionDraft fresh(String id, SubscriptionPayload payload, Instant now, HookDraft hooks, ZoneId usual) {
        Wanted blankWanted = new Wanted("", "", now, now, List.of(), null, null, null);
        Wanted nothing = wanted(payload, Set.of(), blankWanted, usual);
        SubscriptionRule blank = new SubscriptionRule(id, nothing, List.of(), NO_HOOK, true, true, Stamps.created(now));
        return changed(blank, payload, SubscriptionPayload.FIELDS, hooks, usual);
    }

    /** Fields that are not present keep their values; the stamps are those of {@code before}. */
    static SubscriptionDraft changed(
            SubscriptionRule before, SubscriptionPayload payload, Set<String> present, HookDraft hooks, ZoneId usual) {
        HookDraft.Drafted hook = hooks.draft(before.id(), before.hook(), payload, present);
        SubscriptionRule rule = new SubscriptionRule(
                before.id(),
                wanted(payload, present, before.wanted(), usual),
                Optional.ofNullable(payload.informStrategyIds()).orElse(before.strategyIds()),
                hook.hook(),
                present.contains("notify_resolved")
                        ? !Boolean.FALSE.equals(payload.notifyResolved())
                        : before.notifyResolved(),
                before.active(),
                before.stamps(),
                PaceFields.pace(payload, present, before.pace()),
                WordingFields.wording(payload, present, before.wording()));
        return new SubscriptionDraft(rule, fields(payload, present, hook), hook.shown());
    }

    SubscriptionDraft stamped(Stamps stamps) {
        SubscriptionRule stamped = new SubscriptionRule(
                rule.id(),
                rule.wanted(),
                rule.strategyIds(),
                rule.hook(),
                rule.notifyResolved(),
                rule.active(),
                stamps,
                rule.pace(),
                rule.wording());
        return new SubscriptionDraft(stamped, fields, shownSecret);
    }

    @Override
    public String toString() {
        return "SubscriptionDraft[" + rule.id() + "]";
    }

    private static Set<String> fields(SubscriptionPayload payload, Set<String> present, HookDraft.Drafted hook) {
        Set<String> fields = new HashSet<>(present);
        fields.retainAll(SubscriptionPayload.FIELDS);
        fields.removeAll(Set.of("webhook_headers", "webhook_secret", "webhook_secret_overlap_seconds"));
        if (payload.informStrategyIds() == null) {
            fields.remove("inform_strategy_ids");
        }
        if (fields.stream().anyMatch(PaceFields.ALL::contains)) {
            fields.addAll(PaceFields.ALL);
        }
        fields.addAll(hook.fields());
        return fields;
    }

    private static Wanted wanted(SubscriptionPayload payload, Set<String> present, Wanted before, ZoneId usual) {
        return new Wanted(
                payload.name(),
                payload.agentType(),
                payload.startTime(),
                payload.endTime(),
                payload.eventLevel(),
                present.contains("interest_products") ? payload.interestProducts() : before.products(),
                present.contains("interest_projects") ? payload.interestProjects() : before.projects(),
                present.contains("interest_customers") ? payload.interestCustomers() : before.customers(),
                present.contains("matchers") ? MatcherPayload.all(payload.matchers()) : before.matchers(),
                HoursFields.hours(payload, present, before.hours(), usual));
    }
}
