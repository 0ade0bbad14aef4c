package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import routes.common.json.Json;
import routes.datasource.Source;

/**
 * A group of rules that Grafana evaluates, by its provisioning API. Rules stay editable there ({@code X-Disable-Provenance}): a
 * person switches one off by pausing it, and what others added to a rule or to the group stays.
 */
final class GrafanaTarget implements RuleTarget {
    /** Header of calls: what is written stays editable in Grafana. */
    static final Map<String, String> EDITABLE = Map.of("X-Disable-Provenance", "true");

    private static final int MINUTE = 60;

    private final RuleTargetApi api;
    private final GrafanaRule form;
    private final String path;
    private final String group;

    /** @param folder its uid */
    GrafanaTarget(RuleTargetApi api, String folder, String datasource, Source source) {
        this.api = api;
        this.group = RuleGroup.name(source);
        this.form = new GrafanaRule(folder, group, datasource);
        this.path = "/api/v1/provisioning/folder/"
                + URLEncoder.encode(folder, StandardCharsets.UTF_8).replace("+", "%20") + "/rule-groups/" + group;
    }

    @Override
    public Map<String, ObjectNode> rules() {
        Map<String, ObjectNode> rules = new LinkedHashMap<>();
        RuleGroup.byId(there().path("rules")).forEach((id, rule) -> rules.put(id, form.read(rule)));
        return rules;
    }

    private JsonNode there() {
        return api.findJson(path).orElseGet(() -> Json.mapper().createObjectNode());
    }

    @Override
    public void write(Map<String, ObjectNode> rules) {
        JsonNode there = there();
        Map<String, ObjectNode> before = RuleGroup.byId(there.path("rules"));
        if (rules.isEmpty()) {
            before.values()
                    .forEach(rule -> api.delete("/api/v1/provisioning/alert-rules/"
                            + rule.path("uid").asText()));
            return;
        }
        ObjectNode wanted = Json.mapper()
                .createObjectNode()
                .put("title", group)
                .put("folderUid", form.folder())
                .put("interval", there.path("interval").asInt(MINUTE));
        ArrayNode list = wanted.putArray("rules");
        rules.forEach((id, rule) -> list.add(form.written(id, rule, before.get(id))));
        api.send("PUT", path, "application/json", wanted.toString().getBytes(StandardCharsets.UTF_8));
    }
}
