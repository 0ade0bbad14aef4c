package routes.rule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.connect.SourceDesk;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RuleOperation;

/** Does single steps at a platform and enters them in the book. */
final class RuleSteps {
    private final SourceDesk.Open open;
    private final RuleBook book;
    private final Instant now;

    RuleSteps(SourceDesk.Open open, RuleBook book, Instant now) {
        this.open = open;
        this.book = book;
        this.now = now;
    }

    /**
     * Makes the book agree with what is there. A call whose answer was lost may have made a rule that is not in the book yet,
     * or taken one away that still is.
     */
    void settle(RulePlanner.Known known) {
        Map<String, RegisteredRule> registered = byId(known.registered(), RegisteredRule::ruleId);
        Map<String, ExistingRule> there = byId(known.existing(), ExistingRule::ruleId);
        for (DesiredRule rule : known.draft().rules()) {
            ExistingRule existing = there.get(rule.id());
            RegisteredRule written = registered.remove(rule.id());
            boolean asWanted = existing != null && existing.hash().equals(rule.hash());
            if (asWanted && (written == null || !written.isOf(existing))) {
                enter(rule, existing.remoteId());
            }
        }
        registered.keySet().stream()
                .filter(id -> !there.containsKey(id))
                .forEach(id -> book.remove(open.source().id(), id));
    }

    private static <T> Map<String, T> byId(List<T> rules, Function<T, String> id) {
        return rules.stream().collect(Collectors.toMap(id, Function.identity(), (one, other) -> one, HashMap::new));
    }

    /** @return the platform's id of the rule */
    String run(SyncRecord.Step step, Map<String, DesiredRule> wanted, Map<String, ExistingRule> there) {
        ExistingRule existing = existing(step, there);
        if (step.action() == RuleAction.DELETE) {
            return delete(step, existing);
        }
        DesiredRule rule = Optional.ofNullable(wanted.get(step.ruleId()))
                .orElseThrow(() -> new IllegalStateException("the plan and the version no longer agree: " + step));
        RuleOperation operation = existing == null
                ? new RuleOperation.Create(rule)
                : new RuleOperation.Update(step.wasOff() ? existing.off() : existing, rule);
        String remoteId = open.type().apply(open.source(), operation);
        enter(rule, remoteId);
        return remoteId;
    }

    private void enter(DesiredRule rule, String remoteId) {
        book.put(new RegisteredRule(
                open.source().id(),
                rule.id(),
                remoteId,
                rule.name(),
                rule.hash(),
                RuleText.withoutSecrets(rule.content()),
                rule.series(),
                now));
    }

    private String delete(SyncRecord.Step step, @Nullable ExistingRule existing) {
        if (existing != null) {
            open.type().apply(open.source(), new RuleOperation.Delete(existing));
        }
        if (step.reason() != RuleReason.DUPLICATE) {
            book.remove(open.source().id(), step.ruleId());
        }
        return Optional.ofNullable(step.remoteId()).orElse("");
    }

    /** By the platform's id, else by the marker: a rule that was made before a crash is found by that. */
    private static @Nullable ExistingRule existing(SyncRecord.Step step, Map<String, ExistingRule> there) {
        if (step.remoteId() != null) {
            return there.get(step.remoteId());
        }
        return there.values().stream()
                .filter(rule -> rule.ruleId().equals(step.ruleId()))
                .findFirst()
                .orElse(null);
    }
}
