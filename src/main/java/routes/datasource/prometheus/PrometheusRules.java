package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * Rules in our file that the server has loaded. The changes of a sync are one write of the file, one reload and one look at what
 * is loaded.
 *
 * <p>Failure policy: a file that the server does not take is put back as it was, and its changes are tried in halves, so that one
 * bad rule harms no other. That the server is to read its files is noted beside the file before it changes, until the server
 * did: until then its rules read as not loaded, which the next sync mends. Reading the rules changes nothing.
 */
final class PrometheusRules {
    private static final String NOT_LOADED = "not_loaded";
    private static final String NOT_IN_FILE = "not_in_file";
    private static final String REFUSED = "reload_refused";
    private static final Pattern SWITCHED_OFF = Pattern.compile("\\s+unless\\s+on\\s*\\(\\s*\\)\\s*vector\\(1\\)\\s*$");

    private final PrometheusApi api;
    private final PrometheusCheck check;
    private final Optional<Path> directory;

    PrometheusRules(PrometheusApi api, PrometheusCheck check, Optional<Path> directory) {
        this.api = api;
        this.check = check;
        this.directory = directory;
    }

    List<ExistingRule> all(Source source) {
        if (directory.isEmpty()) {
            return List.of();
        }
        RuleFile file = file(source);
        Map<String, ObjectNode> written = file.rules();
        Map<String, JsonNode> loaded = loaded(source, file);
        List<ExistingRule> rules = new ArrayList<>();
        written.forEach((id, rule) -> {
            if (isTakenOver(rule, source)) {
                rules.add(takenOver(source, id, rule));
            } else if (isOurs(rule.path("labels"), source)) {
                boolean current = loaded.containsKey(id) && !file.owesReload();
                rules.add(existing(source, id, current ? rule : rule.deepCopy().put(NOT_LOADED, true)));
            }
        });
        loaded.forEach((id, rule) -> {
            if (!written.containsKey(id)) {
                rules.add(onlyLoaded(source, id, rule));
            }
        });
        return rules;
    }

    /** What the server alarms by that comes of this file, by the id of the rule. */
    private Map<String, JsonNode> loaded(Source source, RuleFile file) {
        Map<String, JsonNode> loaded = new LinkedHashMap<>();
        for (JsonNode group :
                api.get(source.account(), "/api/v1/rules?type=alert").path("groups")) {
            if (file.isAt(group.path("file").asText())) {
                for (JsonNode rule : group.path("rules")) {
                    if (isOurs(rule.path("labels"), source)) {
                        loaded.put(
                                rule.path("labels")
                                        .path(PrometheusRuleText.RULE)
                                        .asText(),
                                rule);
                    }
                }
            }
        }
        return loaded;
    }

    private static boolean isOurs(JsonNode labels, Source source) {
        return labels.path(PrometheusRuleText.MANAGED_BY).asText().equals(Ownership.US)
                && labels.path(PrometheusRuleText.SOURCE).asText().equals(source.id());
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
        return new ExistingRule(source.id() + "/" + id, id, rule.path("alert").asText(), !off, content);
    }

    /** It left the file, and the server has not read the file since. */
    private static ExistingRule onlyLoaded(Source source, String id, JsonNode rule) {
        ObjectNode content = Json.mapper().createObjectNode().put(NOT_IN_FILE, true);
        content.set("expr", rule.path("query"));
        return new ExistingRule(
                source.id() + "/" + id, id, rule.path("name").asText(), !isOff(rule.path("query")), content);
    }

    /** It says which rule of ours it was, and not that it is ours. */
    private static boolean isTakenOver(ObjectNode rule, Source source) {
        return rule.path("labels").has(PrometheusRuleText.RULE) && !isOurs(rule.path("labels"), source);
    }

    private static ExistingRule takenOver(Source source, String id, ObjectNode rule) {
        return new ExistingRule(
                source.id() + "/" + id,
                rule.path("labels").path(PrometheusRuleText.RULE).asText(),
                rule.path("alert").asText(),
                !isOff(rule.path("expr")),
                rule.deepCopy(),
                false);
    }

    private static boolean isOff(JsonNode expression) {
        return SWITCHED_OFF.matcher(expression.asText()).find();
    }

    /** @throws PlatformFailure when none was done */
    synchronized List<RuleOutcome> applyAll(Source source, List<RuleOperation> operations) {
        RuleFile file = file(source);
        Optional<byte[]> before = file.bytes();
        Map<String, ObjectNode> rules = file.rules();
        List<RuleOutcome> outcomes = operations.stream()
                .map(operation -> RuleOutcome.of(() -> change(source, rules, operation)))
                .toList();
        if (outcomes.stream().allMatch(outcome -> outcome.failure() != null)) {
            return outcomes;
        }
        try {
            write(source, file, rules);
        } catch (PlatformFailure failure) {
            file.replace(before);
            if (!failure.code().equals(REFUSED) || operations.size() == 1) {
                throw failure;
            }
            reload(source, file);
            return inHalves(source, operations);
        }
        return loadedOnly(source, file, operations, outcomes);
    }

    /** The server takes the file without these changes: it refuses some of them. */
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

    private void write(Source source, RuleFile file, Map<String, ObjectNode> rules) {
        boolean owed = file.owesReload();
        file.oweReload();
        try {
            file.write(rules);
            api.reload(source.account());
        } catch (PlatformFailure.BadRequest refused) {
            if (!owed) {
                file.reloaded();
            }
            throw refused;
        }
        file.reloaded();
    }

    /** The file as it was before: a server that refuses that too refuses what others wrote. */
    private void reload(Source source, RuleFile file) {
        try {
            api.reload(source.account());
        } catch (PlatformFailure.BadRequest refused) {
            throw new PlatformFailure.BadRequest(
                    refused.code(), refused.getMessage() + "; it refuses the rules of before this sync too");
        }
        file.reloaded();
    }

    /** A rule that the server does not show raises no alarm, although it is written. */
    private List<RuleOutcome> loadedOnly(
            Source source, RuleFile file, List<RuleOperation> operations, List<RuleOutcome> outcomes) {
        Set<String> loaded = loaded(source, file).keySet();
        List<RuleOutcome> checked = new ArrayList<>();
        for (int index = 0; index < operations.size(); index++) {
            RuleOutcome outcome = outcomes.get(index);
            boolean missing = outcome.failure() == null
                    && wanted(operations.get(index))
                            .filter(rule -> !loaded.contains(rule.id()))
                            .isPresent();
            checked.add(missing ? RuleOutcome.failed(notLoaded(file)) : outcome);
        }
        return checked;
    }

    private static PlatformFailure notLoaded(RuleFile file) {
        return new PlatformFailure.BadRequest(
                NOT_LOADED, "written, not loaded: rule_files does not name " + file.path());
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
        requireOurs(source, now);
        check.requireOneSeries(source, rule.content().path("expr"), now == null ? null : now.path("expr"));
        boolean enabled = !(operation instanceof RuleOperation.Update update)
                || update.existing().enabled();
        rules.put(rule.id(), written(rule, enabled && (now == null || !isOff(now.path("expr")))));
        return source.id() + "/" + rule.id();
    }

    private static void requireOurs(Source source, @Nullable ObjectNode there) {
        if (there != null && !isOurs(there.path("labels"), source)) {
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

    private RuleFile file(Source source) {
        Path folder = directory.orElseThrow(() -> new PlatformFailure.BadRequest(
                "no_rule_directory",
                "rules of Prometheus are files: set veaiops.datasource.prometheus.rule-directory to a folder that"
                        + " its rule_files name"));
        String name = source.account().optional(PrometheusDataSource.FOLDER).orElse("");
        return new RuleFile(folder, name, source.id());
    }
}
