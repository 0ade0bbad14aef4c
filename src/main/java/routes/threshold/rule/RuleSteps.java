package routes.threshold.rule;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOutcome;
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
    private final String today;
    private final Leftovers leftovers;
    private final Set<String> failedSeries = new HashSet<>();

    RuleSteps(DataSourceResolver.Open open, RuleRegistry registry, RulePlanner.Known known, Clock clock) {
        this.open = open;
        this.registry = registry;
        this.clock = clock;
        this.written = by(known.registered(), RegisteredRule::ruleId);
        this.wanted = by(known.draft().rules(), DesiredRule::id);
        this.thereById = by(known.existing(), ExistingRule::remoteId);
        this.there = known.existing();
        this.today = RulePlaces.today(open).id();
        this.leftovers = new Leftovers(open.source().id(), registry, known.elsewhere());
    }

    private static <T> Map<String, T> by(List<T> rules, Function<T, String> id) {
        return rules.stream().collect(Collectors.toMap(id, Function.identity(), (one, other) -> one, HashMap::new));
    }

    /**
     * Makes the registry agree with what is there. A call whose answer was lost may have made a rule that is not in the registry yet,
     * or taken one away that still is; and a rule that was switched off by hand needs no second switching off.
     */
    void settle() {
        List.copyOf(written.values()).stream()
                .filter(rule -> !today.equals(rule.place()))
                .forEach(rule -> put(rule.at(today)));
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

    /** Forgets the places where nothing is left. */
    void finish() {
        leftovers.finish();
    }

    /** @param steps of one place. @return the steps with their outcomes, in their order */
    List<SyncRecord.Step> run(List<SyncRecord.Step> steps) {
        String place = steps.get(0).place();
        if (place != null) {
            return leftovers.delete(place, steps);
        }
        Map<SyncRecord.Step, RuleOperation> operations = new LinkedHashMap<>();
        steps.forEach(step -> operation(step).ifPresent(operation -> operations.put(step, operation)));
        Map<SyncRecord.Step, RuleOutcome> outcomes = applied(operations);
        return steps.stream()
                .map(step -> objection(step)
                        .map(step::failed)
                        .orElseGet(() -> ended(step, outcomes.getOrDefault(step, RuleOutcome.done(remoteId(step))))))
                .toList();
    }

    private Map<SyncRecord.Step, RuleOutcome> applied(Map<SyncRecord.Step, RuleOperation> operations) {
        List<SyncRecord.Step> steps = List.copyOf(operations.keySet());
        List<RuleOutcome> outcomes = outcomes(List.copyOf(operations.values()));
        return IntStream.range(0, steps.size()).boxed().collect(Collectors.toMap(steps::get, outcomes::get));
    }

    private List<RuleOutcome> outcomes(List<RuleOperation> operations) {
        if (operations.isEmpty()) {
            return List.of();
        }
        try {
            return open.type().applyAll(open.source(), operations);
        } catch (PlatformFailure none) {
            return operations.stream()
                    .map(operation -> RuleOutcome.failed(none))
                    .toList();
        }
    }

    /** Why a step is not done: nothing wants the rule any more, or what was to take its place was not written. */
    private Optional<String> objection(SyncRecord.Step step) {
        if (writes(step) && !wanted.containsKey(step.ruleId())) {
            return Optional.of("the version was corrected after this was planned: plan again");
        }
        RegisteredRule before = written.get(step.ruleId());
        return step.reason() == RuleReason.REPLACED
                        && before != null
                        && before.series().stream().anyMatch(failedSeries::contains)
                ? Optional.of("not tried: a rule of its series failed, so this one stays")
                : Optional.empty();
    }

    private static boolean writes(SyncRecord.Step step) {
        return step.action() != RuleAction.DELETE && step.reason() != RuleReason.SWITCHED_ON_BY_US;
    }

    /** Empty where the platform has nothing to do, and for a switch, which is a call of its own. */
    private Optional<RuleOperation> operation(SyncRecord.Step step) {
        if (objection(step).isPresent()) {
            return Optional.empty();
        }
        ExistingRule existing = existing(step);
        if (step.action() == RuleAction.DELETE) {
            return Optional.ofNullable(existing).map(RuleOperation.Delete::new);
        }
        if (!writes(step)) {
            return Optional.empty();
        }
        return Optional.ofNullable(wanted.get(step.ruleId()))
                .<RuleOperation>map(rule -> existing == null
                        ? new RuleOperation.Create(rule)
                        : new RuleOperation.Update(
                                step.wasOff() ? existing.off() : existing, rule, () -> owe(existing, rule)));
    }

    /** Writes what was done to the registry. */
    private SyncRecord.Step ended(SyncRecord.Step step, RuleOutcome outcome) {
        RuleOutcome end = outcome.failure() == null && step.reason() == RuleReason.SWITCHED_ON_BY_US
                ? RuleOutcome.of(() -> switchOff(step))
                : outcome;
        PlatformFailure failure = end.failure();
        if (failure != null) {
            Optional.ofNullable(wanted.get(step.ruleId())).ifPresent(rule -> failedSeries.addAll(rule.series()));
            return step.failed(failure);
        }
        if (writes(step)) {
            enter(Objects.requireNonNull(wanted.get(step.ruleId())), end.remoteId(), null);
        } else if (step.action() == RuleAction.DELETE && step.reason() != RuleReason.DUPLICATE) {
            remove(step.ruleId());
        }
        return step.succeeded(end.remoteId());
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
                null,
                today,
                rule.hours());
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
                offAfter,
                today,
                rule.hours()));
    }

    private void put(RegisteredRule rule) {
        registry.put(rule);
        RegisteredRule before = written.put(rule.ruleId(), rule);
        if (before != null && !today.equals(before.place())) {
            registry.remove(before);
        }
    }

    private void remove(String ruleId) {
        Optional.ofNullable(written.remove(ruleId)).ifPresent(registry::remove);
    }

    private String switchOff(SyncRecord.Step step) {
        ExistingRule existing = existing(step);
        if (existing != null && existing.enabled()) {
            open.type().switchOff(open.source(), existing);
        }
        Optional.ofNullable(written.get(step.ruleId())).ifPresent(rule -> put(rule.owing(null)));
        return remoteId(step);
    }

    private static String remoteId(SyncRecord.Step step) {
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
