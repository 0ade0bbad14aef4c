package routes.rule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    /** @return the platform's id of the rule */
    String run(SyncRecord.Step step, Map<String, DesiredRule> wanted, Map<String, ExistingRule> there) {
        ExistingRule existing = existing(step, there);
        if (step.action() == RuleAction.DELETE) {
            return delete(step, existing);
        }
        DesiredRule rule = Optional.ofNullable(wanted.get(step.ruleId()))
                .orElseThrow(() -> new IllegalStateException("the plan and the version no longer agree: " + step));
        RuleOperation operation =
                existing == null ? new RuleOperation.Create(rule) : new RuleOperation.Update(existing, rule);
        String remoteId = open.type().apply(open.source(), operation);
        book.put(new RegisteredRule(
                open.source().id(),
                rule.id(),
                remoteId,
                rule.name(),
                rule.hash(),
                RuleText.withoutSecrets(rule.content()),
                rule.series(),
                now));
        return remoteId;
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
