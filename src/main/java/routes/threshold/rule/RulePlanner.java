package routes.threshold.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.RuleDraft;

/**
 * Compares what is wanted with what is there. Pure. It sees rules with the marker of one data source only, so that it can
 * touch no other; and it deletes only what it can name a reason for.
 */
public final class RulePlanner {
    private static final Set<Integer> ALL_HOURS = IntStream.range(0, 24).boxed().collect(Collectors.toSet());

    private RulePlanner() {}

    /**
     * What is known before a plan.
     *
     * @param draft what is wanted
     * @param keep unique keys of series without a threshold this time
     * @param poor unique keys of series whose thresholds are of poor quality
     * @param gone unique keys of series that count as gone
     * @param existing at the platform, with our marker
     * @param registered what we wrote last at this place
     * @param elsewhere what is left at other places
     * @param adopting whether wanted rules that are not ours are taken over
     */
    public record Known(
            RuleDraft draft,
            Set<String> keep,
            Set<String> poor,
            Set<String> gone,
            List<ExistingRule> existing,
            List<RegisteredRule> registered,
            List<Elsewhere> elsewhere,
            boolean adopting) {
        Set<String> kept() {
            Set<String> all = new HashSet<>(keep);
            draft.problems().forEach(problem -> all.addAll(problem.series()));
            return all;
        }
    }

    /** By the id of the rule. */
    private record ById(Map<String, DesiredRule> wanted, Map<String, RegisteredRule> written) {
        static ById of(Known known) {
            Map<String, DesiredRule> wanted = new HashMap<>();
            known.draft().rules().forEach(rule -> wanted.put(rule.id(), rule));
            Map<String, RegisteredRule> written = new HashMap<>();
            known.registered().forEach(rule -> written.put(rule.ruleId(), rule));
            return new ById(wanted, written);
        }
    }

    public static RulePlan plan(Known known) {
        ById byId = ById.of(known);
        Set<String> seen = new HashSet<>();
        List<PlannedRule> rules = new ArrayList<>(there(known, byId, seen));
        rules.addAll(former(known, seen));
        for (DesiredRule rule : known.draft().rules()) {
            if (seen.add(rule.id())) {
                RuleReason why =
                        byId.written().containsKey(rule.id()) ? RuleReason.DELETED_AT_PLATFORM : RuleReason.NEW;
                rules.add(new PlannedRule(RuleAction.CREATE, why, rule, null));
            }
        }
        known.elsewhere()
                .forEach(left -> left.rules().forEach(rule -> rules.add(PlannedRule.orphan(left.place(), rule))));
        rules.sort(Comparator.comparing(PlannedRule::action).thenComparing(PlannedRule::name));
        int ours = (int) known.existing().stream().filter(ExistingRule::ours).count();
        List<Elsewhere> unreachable = known.elsewhere().stream()
                .filter(left -> left.failure() != null)
                .toList();
        return new RulePlan(rules, known.draft().problems(), ours, known.poor(), unreachable);
    }

    private static List<PlannedRule> there(Known known, ById byId, Set<String> seen) {
        List<PlannedRule> rules = new ArrayList<>();
        for (ExistingRule rule : known.existing()) {
            String id = rule.ruleId();
            if (rule.owner() == Ownership.Owner.VEAIOPS) {
                continue;
            }
            if (!rule.ours() || rule.isUnsigned() && !byId.written().containsKey(id)) {
                seen.add(id);
                rules.add(notOurs(known, byId.wanted().get(id), rule, RuleReason.NOT_OURS));
            } else if (!seen.add(id)) {
                rules.add(new PlannedRule(RuleAction.DELETE, RuleReason.DUPLICATE, null, rule));
            } else if (byId.wanted().containsKey(id)) {
                rules.add(both(byId.wanted().get(id), rule, byId.written().get(id)));
            } else {
                rules.add(unwanted(known, rule, byId.written().get(id)));
            }
        }
        return rules;
    }

    /** Rules of VeAIOps that a wanted one follows: nothing is made beside them. */
    private static List<PlannedRule> former(Known known, Set<String> seen) {
        return known.existing().stream()
                .filter(rule -> rule.owner() == Ownership.Owner.VEAIOPS)
                .flatMap(rule ->
                        followed(known, rule, seen)
                                .map(next -> notOurs(known, next, rule, RuleReason.MADE_BY_VEAIOPS))
                                .stream())
                .toList();
    }

    /** A rule of others is left alone, or taken over when a person adopts. */
    private static PlannedRule notOurs(Known known, @Nullable DesiredRule wanted, ExistingRule there, RuleReason why) {
        return known.adopting() && wanted != null
                ? new PlannedRule(RuleAction.UPDATE, RuleReason.ADOPTED, wanted, there)
                : new PlannedRule(RuleAction.KEEP, why, wanted, there);
    }

    private static Optional<DesiredRule> followed(Known known, ExistingRule former, Set<String> seen) {
        return known.draft().rules().stream()
                .filter(rule -> former.name().equals(rule.formerName()) && seen.add(rule.id()))
                .findFirst();
    }

    private static PlannedRule both(DesiredRule wanted, ExistingRule there, @Nullable RegisteredRule written) {
        if (written != null && written.owesOff(there)) {
            return wanted.hash().equals(there.hash())
                    ? switchedOff(wanted, there)
                    : new PlannedRule(RuleAction.UPDATE, RuleReason.CHANGED, wanted, there.off());
        }
        if (wanted.hash().equals(there.hash())) {
            RuleReason why = there.enabled() ? RuleReason.SAME : RuleReason.SWITCHED_OFF;
            return new PlannedRule(RuleAction.KEEP, why, wanted, there);
        }
        boolean drifted = written != null && !written.hash().equals(there.hash());
        RuleReason why = drifted ? RuleReason.CHANGED_AT_PLATFORM : RuleReason.CHANGED;
        return new PlannedRule(RuleAction.UPDATE, why, wanted, there);
    }

    private static PlannedRule switchedOff(@Nullable DesiredRule wanted, ExistingRule there) {
        return new PlannedRule(RuleAction.UPDATE, RuleReason.SWITCHED_ON_BY_US, wanted, there.off());
    }

    private static PlannedRule unwanted(Known known, ExistingRule there, @Nullable RegisteredRule written) {
        PlannedRule rule = keptOrDeleted(known, there, written);
        boolean owed = rule.action() == RuleAction.KEEP && written != null && written.owesOff(there);
        return owed ? switchedOff(null, there) : rule;
    }

    private static PlannedRule keptOrDeleted(Known known, ExistingRule there, @Nullable RegisteredRule written) {
        if (known.draft().rules().isEmpty()) {
            return new PlannedRule(RuleAction.KEEP, RuleReason.NOTHING_WANTED, null, there);
        }
        Set<String> kept = known.kept();
        if (written == null && !kept.isEmpty()) {
            return new PlannedRule(RuleAction.KEEP, RuleReason.SERIES_UNKNOWN, null, there);
        }
        if (written != null && written.series().stream().anyMatch(kept::contains)) {
            boolean poor = written.series().stream().anyMatch(known.poor()::contains);
            RuleReason why = poor ? RuleReason.POOR_QUALITY : RuleReason.SERIES_WITHOUT_THRESHOLD;
            return new PlannedRule(RuleAction.KEEP, why, null, there);
        }
        return new PlannedRule(RuleAction.DELETE, whyUnwanted(known, written), null, there);
    }

    private static RuleReason whyUnwanted(Known known, @Nullable RegisteredRule written) {
        if (written == null || written.series().isEmpty()) {
            return RuleReason.OBSOLETE;
        }
        if (known.gone().containsAll(written.series())) {
            return RuleReason.GONE;
        }
        return isReplaced(known.draft().rules(), written) ? RuleReason.REPLACED : RuleReason.OBSOLETE;
    }

    /** Whether wanted rules watch all of what it watched. Of one whose hours were not kept yet, any side will do. */
    private static boolean isReplaced(List<DesiredRule> wanted, RegisteredRule written) {
        DesiredRule.Hours before = written.hours();
        Set<Integer> left = new HashSet<>(before == null ? ALL_HOURS : before.hours());
        if (left.isEmpty()) {
            return false;
        }
        wanted.stream()
                .filter(rule -> rule.series().containsAll(written.series()))
                .map(DesiredRule::hours)
                .filter(Objects::nonNull)
                .filter(hours -> before == null || before.side().equals(hours.side()))
                .forEach(hours -> left.removeAll(hours.hours()));
        return left.isEmpty();
    }
}
