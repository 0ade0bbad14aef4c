package routes.threshold.rule;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RuleOperation;
import routes.datasource.connect.DataSourceResolver;

/**
 * Does the steps of one sync at a platform and writes them to the registry.
 *
 * <p>Failure policy: where a write switches on a rule that is to be off, the registry says so before the write, and no more
 * when the rule is off again. Whatever ends in between, the next sync finds it there.
 */
final class RuleSteps {
    private final DataSourceResolver.Open open;
    private final RuleRegistry registry;
    private final Clock clock;
    private final Map<String, RegisteredRule> written;
    private final Map<String, DesiredRule> wanted;
    private final Map<String, ExistingRule> thereById;
    private final List<ExistingRule> there;

    RuleSteps(DataSourceResolver.Open open, RuleRegistry registry, RulePlanner.Known known, Clock clock) {
        this.open = open;
        this.registry = registry;
        this.clock = clock;
        this.written = by(known.registered(), RegisteredRule::ruleId);
        this.wanted = by(known.draft().rules(), DesiredRule::id);
        this.thereById = by(known.existing(), ExistingRule::remoteId);
        this.there = known.existing();
    }

    private static <T> Map<String, T> by(List<T> rules, Function<T, String> id) {
        return rules.stream().collect(Collectors.toMap(id, Function.identity(), (one, other) -> one, HashMap::new));
    }

    /**
     * Makes the registry agree with what is there. A call whose answer was lost may have made a rule that is not in the registry yet,
     * or taken one away that still is; and a rule that was switched off by hand needs no second switching off.
     */
    void settle() {
        Map<String, ExistingRule> byRule =
                by(there.stream().filter(ExistingRule::ours).toList(), ExistingRule::ruleId);
        byRule.forEach((id, existing) -> {
            RegisteredRule before = written.get(id);
            DesiredRule rule = wanted.get(id);
            boolean owed = before != null && before.owesOff(existing);
            if (rule != null && existing.hash().equals(rule.hash()) && (before == null || !before.isOf(existing))) {
                enter(rule, existing.remoteId(), owed ? existing.hash() : null);
            } else if (before != null && before.offAfter() != null && !owed) {
                put(before.owing(null));
            }
        });
        List.copyOf(written.keySet()).stream()
                .filter(id -> !wanted.containsKey(id) && !byRule.containsKey(id))
                .forEach(this::remove);
    }

    /** @return the platform's id of the rule */
    String run(SyncRecord.Step step) {
        ExistingRule existing = existing(step);
        if (step.action() == RuleAction.DELETE) {
            return delete(step, existing);
        }
        if (step.reason() == RuleReason.SWITCHED_ON_BY_US) {
            return switchOff(step, existing);
        }
        DesiredRule rule = Optional.ofNullable(wanted.get(step.ruleId()))
                .orElseThrow(() -> new IllegalStateException("the plan and the version no longer agree: " + step));
        RuleOperation operation = existing == null
                ? new RuleOperation.Create(rule)
                : new RuleOperation.Update(step.wasOff() ? existing.off() : existing, rule, () -> owe(existing, rule));
        String remoteId = open.type().apply(open.source(), operation);
        enter(rule, remoteId, null);
        return remoteId;
    }

    private void owe(ExistingRule existing, DesiredRule rule) {
        RegisteredRule before = written.get(rule.id());
        put((before != null ? before : registered(rule, existing)).owing(rule.hash()));
    }

    private RegisteredRule registered(DesiredRule rule, ExistingRule existing) {
        return new RegisteredRule(
                open.source().id(),
                rule.id(),
                existing.remoteId(),
                existing.name(),
                existing.hash(),
                RuleText.withoutSecrets(existing.content()),
                rule.series(),
                clock.instant(),
                null);
    }

    private void enter(DesiredRule rule, String remoteId, @Nullable String offAfter) {
        put(new RegisteredRule(
                open.source().id(),
                rule.id(),
                remoteId,
                rule.name(),
                rule.hash(),
                RuleText.withoutSecrets(rule.content()),
                rule.series(),
                clock.instant(),
                offAfter));
    }

    private void put(RegisteredRule rule) {
        registry.put(rule);
        written.put(rule.ruleId(), rule);
    }

    private void remove(String ruleId) {
        registry.remove(open.source().id(), ruleId);
        written.remove(ruleId);
    }

    private String switchOff(SyncRecord.Step step, @Nullable ExistingRule existing) {
        if (existing != null && existing.enabled()) {
            open.type().switchOff(open.source(), existing);
        }
        Optional.ofNullable(written.get(step.ruleId())).ifPresent(rule -> put(rule.owing(null)));
        return Optional.ofNullable(step.remoteId()).orElse("");
    }

    private String delete(SyncRecord.Step step, @Nullable ExistingRule existing) {
        if (existing != null) {
            open.type().apply(open.source(), new RuleOperation.Delete(existing));
        }
        if (step.reason() != RuleReason.DUPLICATE) {
            remove(step.ruleId());
        }
        return Optional.ofNullable(step.remoteId()).orElse("");
    }

    /** By the platform's id, else by the marker: a rule that was made before a crash is found by that. */
    private @Nullable ExistingRule existing(SyncRecord.Step step) {
        if (step.remoteId() != null) {
            return thereById.get(step.remoteId());
        }
        return there.stream()
                .filter(rule -> rule.ruleId().equals(step.ruleId()))
                .findFirst()
                .orElse(null);
    }
}
