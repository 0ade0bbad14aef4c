package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOutcome;
import routes.datasource.Source;

/**
 * The rules of a data source at its target. The changes of a sync are one write, which takes effect once, and one look at what is
 * in force.
 *
 * <p>Failure policy: changes that the target does not take are tried in halves, so that one bad rule harms no other. Reading the
 * rules changes nothing.
 */
final class PrometheusRules {
    static final String NOT_LOADED = "not_loaded";

    private static final String NOT_IN_FILE = "not_in_file";
    private static final Set<String> REFUSED = Set.of("reload_refused", RuleTarget.REFUSED);
    private static final Pattern SWITCHED_OFF = Pattern.compile("\\s+unless\\s+on\\s*\\(\\s*\\)\\s*vector\\(1\\)\\s*$");

    private final RuleTargets targets;
    private final PrometheusCheck check;

    PrometheusRules(RuleTargets targets, PrometheusCheck check) {
        this.targets = targets;
        this.check = check;
    }

    List<ExistingRule> all(Source source) {
        return targets.there(source).map(target -> all(source, target)).orElseGet(List::of);
    }

    private static List<ExistingRule> all(Source source, RuleTarget target) {
        Map<String, ObjectNode> written = target.rules();
        Optional<Map<String, JsonNode>> loaded = target.loaded();
        List<ExistingRule> rules = new ArrayList<>();
        written.forEach((id, rule) -> {
            if (isTakenOver(rule, source)) {
                rules.add(takenOver(source, id, rule));
            } else if (isOurs(rule.path("labels"), source)) {
                boolean current = loaded.filter(ids -> !ids.containsKey(id)).isEmpty() && !target.owesReload();
                rules.add(existing(source, id, current ? rule : rule.deepCopy().put(NOT_LOADED, true)));
            }
        });
        loaded.ifPresent(there -> there.forEach((id, rule) -> {
            if (!written.containsKey(id) && isOurs(rule.path("labels"), source)) {
                rules.add(onlyLoaded(source, id, rule));
            }
        }));
        return rules;
    }

    private static boolean isOurs(JsonNode labels, Source source) {
        return owner(labels, source) != Ownership.Owner.OTHERS;
    }

    private static Ownership.Owner owner(JsonNode labels, Source source) {
        return Ownership.of(
                source, tag -> labels.path(PrometheusRuleText.label(tag)).asText());
    }

    private static ExistingRule existing(Source source, String id, ObjectNode rule) {
        ObjectNode content = rule.deepCopy();
        boolean off = isOff(rule.path("expr"));
        if (off) {
            content.put(
                    "expr",
                    SWITCHED_OFF
                            .matcher(rule.path("expr").asText())
                            .replaceFirst("")
                            .strip());
        }
        content.withObject("/labels").remove(PrometheusRuleText.RULE);
        return new ExistingRule(
                remoteId(source, id),
                id,
                rule.path("alert").asText(),
                !off,
                content,
                owner(rule.path("labels"), source));
    }

    /** It left the file, and the server has not read the file since. */
    private static ExistingRule onlyLoaded(Source source, String id, JsonNode rule) {
        ObjectNode content = Json.mapper().createObjectNode().put(NOT_IN_FILE, true);
        content.set("expr", rule.path("query"));
        return new ExistingRule(
                remoteId(source, id),
                id,
                rule.path("name").asText(),
                !isOff(rule.path("query")),
                content,
                owner(rule.path("labels"), source));
    }

    /** It says which rule of ours it was, and not that it is ours. */
    private static boolean isTakenOver(ObjectNode rule, Source source) {
        return rule.path("labels").has(PrometheusRuleText.RULE) && !isOurs(rule.path("labels"), source);
    }

    private static ExistingRule takenOver(Source source, String id, ObjectNode rule) {
        return new ExistingRule(
                remoteId(source, id),
                rule.path("labels").path(PrometheusRuleText.RULE).asText(),
                rule.path("alert").asText(),
                !isOff(rule.path("expr")),
                rule.deepCopy(),
                Ownership.Owner.OTHERS);
    }

    private static boolean isOff(JsonNode expression) {
        return SWITCHED_OFF.matcher(expression.asText()).find();
    }

    /** @throws PlatformFailure when none was done */
    synchronized List<RuleOutcome> applyAll(Source source, List<RuleOperation> operations) {
        RuleTarget target = targets.of(source);
        Map<String, ObjectNode> rules = target.rules();
        List<RuleOutcome> outcomes = operations.stream()
                .map(operation -> RuleOutcome.of(() -> change(source, rules, operation)))
                .toList();
        if (outcomes.stream().allMatch(outcome -> outcome.failure() != null)) {
            return outcomes;
        }
        try {
            target.write(rules);
        } catch (PlatformFailure failure) {
            if (!REFUSED.contains(failure.code()) || operations.size() == 1) {
                throw failure;
            }
            target.reload();
            return inHalves(source, operations);
        }
        return loadedOnly(target, operations, outcomes);
    }

    /** The target takes the rules without these changes: it refuses some of them. */
    private List<RuleOutcome> inHalves(Source source, List<RuleOperation> operations) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        int middle = operations.size() / 2;
        for (List<RuleOperation> half :
                List.of(operations.subList(0, middle), operations.subList(middle, operations.size()))) {
            try {
                outcomes.addAll(applyAll(source, half));
            } catch (PlatformFailure.BadRequest refused) {
                half.forEach(operation -> outcomes.add(RuleOutcome.failed(refused)));
            }
        }
        return outcomes;
    }

    /** A rule that the server does not show raises no alarm, although it is written. */
    private static List<RuleOutcome> loadedOnly(
            RuleTarget target, List<RuleOperation> operations, List<RuleOutcome> outcomes) {
        Optional<Set<String>> loaded = target.loaded().map(Map::keySet);
        if (loaded.isEmpty()) {
            return outcomes;
        }
        List<RuleOutcome> checked = new ArrayList<>();
        for (int index = 0; index < operations.size(); index++) {
            RuleOutcome outcome = outcomes.get(index);
            boolean missing = outcome.failure() == null
                    && wanted(operations.get(index))
                            .filter(rule -> !loaded.get().contains(rule.id()))
                            .isPresent();
            checked.add(missing ? RuleOutcome.failed(target.notLoaded()) : outcome);
        }
        return checked;
    }

    private static Optional<DesiredRule> wanted(RuleOperation operation) {
        if (operation instanceof RuleOperation.Create create) {
            return Optional.of(create.rule());
        }
        return operation instanceof RuleOperation.Update update ? Optional.of(update.rule()) : Optional.empty();
    }

    /** @return the platform's id of the rule */
    private String change(Source source, Map<String, ObjectNode> rules, RuleOperation operation) {
        if (operation instanceof RuleOperation.Delete delete) {
            ExistingRule gone = delete.existing();
            ObjectNode there = rules.get(gone.ruleId());
            if (there != null && isOurs(there.path("labels"), source)) {
                rules.remove(gone.ruleId());
            }
            return gone.remoteId();
        }
        DesiredRule rule = wanted(operation).orElseThrow();
        ObjectNode now = rules.get(rule.id());
        requireOurs(source, now, operation);
        check.requireOneSeries(source, rule.content().path("expr"), now == null ? null : now.path("expr"));
        boolean enabled = !(operation instanceof RuleOperation.Update update)
                || update.existing().enabled();
        rules.put(rule.id(), written(rule, enabled && (now == null || !isOff(now.path("expr")))));
        return remoteId(source, rule.id());
    }

    private static void requireOurs(Source source, @Nullable ObjectNode there, RuleOperation operation) {
        boolean adopted = operation instanceof RuleOperation.Update update
                && !update.existing().ours()
                && update.existing().content().equals(there);
        if (there != null && !isOurs(there.path("labels"), source) && !adopted) {
            throw new PlatformFailure.BadRequest(
                    "not_ours",
                    "the rule " + there.path("alert").asText()
                            + " lost the labels of this data source and is left alone: somebody took it over");
        }
    }

    private static ObjectNode written(DesiredRule rule, boolean enabled) {
        ObjectNode written = rule.content().deepCopy();
        if (!enabled) {
            written.put("expr", written.path("expr").asText() + PromQl.OFF);
        }
        written.withObject("/labels").put(PrometheusRuleText.RULE, rule.id());
        return written;
    }

    private static String remoteId(Source source, String ruleId) {
        String folder = source.account().optional(RuleTargets.FOLDER).orElse("");
        return (folder.isEmpty() ? "" : folder + "/") + source.id() + "/" + ruleId;
    }
}
