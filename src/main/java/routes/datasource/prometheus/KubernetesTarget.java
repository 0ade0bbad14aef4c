package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object {@code PrometheusRule} in Kubernetes, by server-side apply: groups of others in it stay, since another manager has
 * them. What the operator's webhook refuses is refused as a whole. Prometheus has the rules a little later, when its
 * {@code ruleSelector} selects the object.
 */
final class KubernetesTarget implements RuleTarget {
    private static final String APPLY = "?fieldManager=veaiops&force=true";

    private final RuleTargetApi api;
    private final PrometheusRuleManifest manifest;
    private final String path;

    KubernetesTarget(RuleTargetApi api, PrometheusRuleManifest manifest) {
        this.api = api;
        this.manifest = manifest;
        this.path = "/apis/monitoring.coreos.com/v1/namespaces/" + manifest.namespace() + "/prometheusrules/"
                + manifest.name();
    }

    @Override
    public Map<String, ObjectNode> rules() {
        return api.findJson(path).map(manifest::rules).orElseGet(TreeMap::new);
    }

    @Override
    public void write(Map<String, ObjectNode> rules) {
        if (rules.isEmpty()) {
            Optional<JsonNode> there = api.findJson(path);
            if (there.isEmpty() || !manifest.hasOtherGroups(there.get())) {
                api.delete(path);
                return;
            }
        }
        byte[] body = manifest.with(rules).toString().getBytes(StandardCharsets.UTF_8);
        api.send("PATCH", path + APPLY, "application/apply-patch+yaml", body);
    }
}
