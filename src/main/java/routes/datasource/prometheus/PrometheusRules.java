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
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Ownership;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.Source;

/**
 * Rules in our file that the server has loaded.
 *
 * <p>Failure policy: a file that the server does not take is put back as it was, so that one bad rule harms no other. That the
 * server is to read its files is noted beside the file before it changes, until the server did; the next reader of the rules
 * asks for it again.
 */
final class PrometheusRules {
    private static final String NOT_LOADED = "not_loaded";

    private final PrometheusApi api;
    private final Optional<Path> directory;

    PrometheusRules(PrometheusApi api, Optional<Path> directory) {
        this.api = api;
        this.directory = directory;
    }

    List<ExistingRule> all(Source source) {
        if (directory.isEmpty()) {
            return List.of();
        }
        RuleFile file = file(source);
        Map<String, ObjectNode> written = file.rules();
        boolean current = !file.owesReload() || isReloaded(source, file);
        Set<String> loaded = loaded(source);
        if (!written.keySet().containsAll(loaded)) {
            api.reload(source.account());
        }
        List<ExistingRule> rules = new ArrayList<>();
        written.forEach((id, rule) -> {
            if (isTakenOver(rule, source)) {
                rules.add(takenOver(source, id, rule));
            } else if ((loaded.contains(id) || !current) && isOurs(rule.path("labels"), source)) {
                rules.add(existing(source, id, current ? rule : rule.deepCopy().put(NOT_LOADED, true)));
            }
        });
        return rules;
    }

    /** A server that refuses the file may take the next one: its rules are then unwanted. */
    private boolean isReloaded(Source source, RuleFile file) {
        try {
            api.reload(source.account());
            file.reloaded();
            return true;
        } catch (PlatformFailure.BadRequest refused) {
            return false;
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
        boolean off = isOff(rule);
        if (off) {
            content.put("expr", armed(rule.path("expr").asText().strip()));
        }
        content.withObject("/labels").remove(PrometheusRuleText.RULE);
        return new ExistingRule(source.id() + "/" + id, id, rule.path("alert").asText(), !off, content);
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
                !isOff(rule),
                rule.deepCopy(),
                false);
    }

    private static boolean isOff(ObjectNode rule) {
        return rule.path("expr").asText().strip().endsWith(PromQl.OFF.strip());
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

    /** It may have been switched off since it was read. */
    private String put(Source source, DesiredRule rule, boolean enabled) {
        change(source, rules -> {
            ObjectNode now = rules.get(rule.id());
            requireOurs(source, now);
            rules.put(rule.id(), written(rule, enabled && (now == null || !isOff(now))));
        });
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

    private void change(Source source, Consumer<Map<String, ObjectNode>> change) {
        RuleFile file = file(source);
        Optional<byte[]> before = file.bytes();
        Map<String, ObjectNode> rules = file.rules();
        change.accept(rules);
        boolean owed = file.owesReload();
        file.oweReload();
        file.write(rules);
        try {
            api.reload(source.account());
        } catch (PlatformFailure e) {
            file.replace(before);
            if (!owed && e instanceof PlatformFailure.BadRequest) {
                file.reloaded();
            }
            throw e;
        }
        file.reloaded();
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
