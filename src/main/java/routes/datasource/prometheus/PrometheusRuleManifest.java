package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import routes.common.json.Json;
import routes.datasource.Ownership;
import routes.datasource.Source;

/**
 * The object {@code PrometheusRule} (monitoring.coreos.com/v1) of the Prometheus Operator that holds the rules of a data source.
 * Pure.
 *
 * @param namespace empty where the person who applies it names one
 * @param labels by which the operator selects it, beside our own
 */
record PrometheusRuleManifest(Source source, String namespace, Map<String, String> labels) {
    private static final String SPEC = "spec";
    private static final String GROUPS = "groups";

    String name() {
        return RuleGroup.name(source);
    }

    /** The rules of our group in an object that is there. */
    Map<String, ObjectNode> rules(JsonNode object) {
        for (JsonNode group : object.path(SPEC).path(GROUPS)) {
            if (group.path("name").asText().equals(name())) {
                return RuleGroup.byId(group.path("rules"));
            }
        }
        return new TreeMap<>();
    }

    boolean hasOtherGroups(JsonNode object) {
        for (JsonNode group : object.path(SPEC).path(GROUPS)) {
            if (!group.path("name").asText().equals(name())) {
                return true;
            }
        }
        return false;
    }

    /** @return the object with our group alone; without any when there are no rules */
    ObjectNode with(Map<String, ObjectNode> rules) {
        ObjectNode object = Json.mapper()
                .createObjectNode()
                .put("apiVersion", "monitoring.coreos.com/v1")
                .put("kind", "PrometheusRule");
        ObjectNode metadata = object.putObject("metadata").put("name", name());
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        TreeMap<String, String> all = new TreeMap<>(labels);
        all.put("app.kubernetes.io/managed-by", Ownership.US);
        all.put(Ownership.SOURCE, source.id());
        all.forEach(metadata.putObject("labels")::put);
        ArrayNode groups = object.putObject(SPEC).putArray(GROUPS);
        if (!rules.isEmpty()) {
            groups.addObject().put("name", name()).set("rules", RuleGroup.sorted(rules));
        }
        return object;
    }
}
