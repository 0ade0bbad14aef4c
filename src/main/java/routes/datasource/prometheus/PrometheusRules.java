package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.Source;

/**
 * Rules in our file that the server has loaded.
 *
 * <p>Failure policy: a file that the server does not take is put back as it was, so that one bad rule harms no other.
 */
final class PrometheusRules {
    private final PrometheusApi api;
    private final Optional<Path> directory;

    PrometheusRules(PrometheusApi api, Optional<Path> directory) {
        this.api = api;
        this.directory = directory;
    }

    List<ExistingRule> all(Source source) {
        Set<String> loaded = loaded(source);
        List<ExistingRule> rules = new ArrayList<>();
        if (directory.isPresent()) {
            Map<String, ObjectNode> written = file(source).rules();
            catchUp(source, loaded, written.keySet());
            written.forEach((id, rule) -> {
                if (loaded.contains(id) && isOurs(rule.path("labels"), source)) {
                    rules.add(existing(source, id, rule));
                }
            });
        }
        return rules;
    }

    /** A process that ended after it took rules out of the file left a server that still alarms by them. */
    private void catchUp(Source source, Set<String> loaded, Set<String> written) {
        if (!written.containsAll(loaded)) {
            api.reload(source.account());
        }
    }

    private Set<String> loaded(Source source) {
        Set<String> ids = new HashSet<>();
        for (JsonNode group :
                api.get(source.account(), "/api/v1/rules?type=alert").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (isOurs(rule.path("labels"), source)) {
                    ids.add(rule.path("labels").path(PrometheusRuleText.RULE).asText());
                }
            }
        }
        return ids;
    }

    private static boolean isOurs(JsonNode labels, Source source) {
        return labels.path(PrometheusRuleText.MANAGED_BY).asText().equals(Ownership.US)
                && labels.path(PrometheusRuleText.SOURCE).asText().equals(source.id());
    }

    private static ExistingRule existing(Source source, String id, ObjectNode rule) {
        ObjectNode content = rule.deepCopy();
        String expression = rule.path("expr").asText().strip();
        boolean enabled = !expression.endsWith(PromQl.OFF.strip());
        content.put("expr", enabled ? expression : armed(expression));
        content.withObject("/labels").remove(PrometheusRuleText.RULE);
        return new ExistingRule(source.id() + "/" + id, id, rule.path("alert").asText(), enabled, content);
    }

    private static String armed(String expression) {
        return expression
                .substring(0, expression.length() - PromQl.OFF.strip().length())
                .strip();
    }

    synchronized String apply(Source source, RuleOperation operation) {
        if (operation instanceof RuleOperation.Create create) {
            return put(source, create.rule(), true);
        }
        if (operation instanceof RuleOperation.Update update) {
            return put(source, update.rule(), update.existing().enabled());
        }
        ExistingRule gone = ((RuleOperation.Delete) operation).existing();
        change(source, rules -> {
            ObjectNode there = rules.get(gone.ruleId());
            if (there != null && isOurs(there.path("labels"), source)) {
                rules.remove(gone.ruleId());
            }
        });
        return gone.remoteId();
    }

    private String put(Source source, DesiredRule rule, boolean enabled) {
        ObjectNode written = rule.content().deepCopy();
        if (!enabled) {
            written.put("expr", written.path("expr").asText() + PromQl.OFF);
        }
        written.withObject("/labels").put(PrometheusRuleText.RULE, rule.id());
        change(source, rules -> rules.put(rule.id(), written));
        return source.id() + "/" + rule.id();
    }

    private void change(Source source, Consumer<Map<String, ObjectNode>> change) {
        RuleFile file = file(source);
        Optional<byte[]> before = file.bytes();
        Map<String, ObjectNode> rules = file.rules();
        change.accept(rules);
        if (rules.isEmpty()) {
            file.replace(Optional.empty());
        } else {
            file.write(rules);
        }
        try {
            api.reload(source.account());
        } catch (PlatformFailure e) {
            file.replace(before);
            throw e;
        }
    }

    private RuleFile file(Source source) {
        Path folder = directory.orElseThrow(() -> new PlatformFailure.BadRequest(
                "no_rule_directory",
                "rules of Prometheus are files: set veaiops.datasource.prometheus.rule-directory to a folder that"
                        + " its rule_files name"));
        return new RuleFile(
                folder.resolve(
                        source.account().optional(PrometheusDataSource.FOLDER).orElse("")),
                source.id());
    }
}
