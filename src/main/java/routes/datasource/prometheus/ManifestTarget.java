package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manifest in a folder that somebody else applies, such as a checkout that is committed. The whole file is ours. */
final class ManifestTarget implements RuleTarget {
    private static final String HEAD =
            "# Written by VeAIOps from learned thresholds; the whole file is replaced at each sync.\n"
                    + "# To switch a rule off, end its expr with" + PromQl.OFF + "\n";

    private final RuleFile file;
    private final PrometheusRuleManifest manifest;

    ManifestTarget(RuleFile file, PrometheusRuleManifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    @Override
    public Map<String, ObjectNode> rules() {
        return file.bytes()
                .map(bytes -> manifest.rules(RuleFileText.tree(new String(bytes, StandardCharsets.UTF_8))))
                .orElseGet(TreeMap::new);
    }

    @Override
    public void write(Map<String, ObjectNode> rules) {
        file.replace(
                rules.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                (HEAD + RuleFileText.dumped(manifest.with(rules))).getBytes(StandardCharsets.UTF_8)));
    }
}
