package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import routes.common.json.Json;
import routes.datasource.Source;

/**
 * The ruler of Mimir or Cortex, by its configuration API: one group of a namespace, as YAML. The ruler evaluates it after its
 * next look at the store. Interval and other fields that a person gave the group stay.
 */
final class RulerTarget implements RuleTarget {
    private final RuleTargetApi api;
    private final String namespace;
    private final String group;

    /** @param namespace of the ruler */
    RulerTarget(RuleTargetApi api, String namespace, Source source) {
        this.api = api;
        this.namespace =
                "/" + URLEncoder.encode(namespace, StandardCharsets.UTF_8).replace("+", "%20");
        this.group = RuleGroup.name(source);
    }

    @Override
    public Map<String, ObjectNode> rules() {
        return RuleGroup.byId(group().path("rules"));
    }

    private ObjectNode group() {
        JsonNode there = api.find(namespace + "/" + group)
                .map(yaml -> RuleFileText.tree(new String(yaml, StandardCharsets.UTF_8)))
                .orElseGet(() -> Json.mapper().createObjectNode());
        return there instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
    }

    @Override
    public void write(Map<String, ObjectNode> rules) {
        if (rules.isEmpty()) {
            api.delete(namespace + "/" + group);
            return;
        }
        ObjectNode wanted = group();
        wanted.put("name", group).set("rules", RuleGroup.list(rules));
        api.send(
                "POST",
                namespace,
                "application/yaml",
                RuleFileText.dumped(wanted).getBytes(StandardCharsets.UTF_8));
    }
}
