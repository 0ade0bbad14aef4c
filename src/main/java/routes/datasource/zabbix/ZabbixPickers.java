package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.common.json.Json;
import routes.datasource.Picker;

/** What people choose from: templates, their items and hosts, items of a host, media types, user groups. */
final class ZabbixPickers {
    private final ZabbixRpc rpc;

    ZabbixPickers(ZabbixRpc rpc) {
        this.rpc = rpc;
    }

    List<Picker> all() {
        return List.of(
                new Picker("templates", this::templates),
                new Picker("templates/metrics", this::templateMetrics),
                new Picker("templates/hosts", this::templateHosts),
                new Picker("items", this::items),
                new Picker("mediatypes", this::mediaTypes),
                new Picker("usergroups", this::userGroups));
    }

    private Picker.Picked templates(Picker.Order order) {
        ObjectNode params = output("templateid", "name");
        String part = order.text("name", "");
        if (!part.isBlank()) {
            params.putObject("search").put("host", part);
        }
        return read(order, "template.get", params, fields("templateid", "templateid", "name", "name"));
    }

    private Picker.Picked templateMetrics(Picker.Order order) {
        ObjectNode params = output("name", "key_", "value_type");
        params.putArray("templateids").add(order.text("template_id"));
        numeric(params.putObject("filter"));
        return read(order, "item.get", params, fields("history", "value_type", "name", "name", "metric_name", "key_"));
    }

    private Picker.Picked templateHosts(Picker.Order order) {
        ObjectNode params = output("host", "name");
        params.putArray("templateids").add(order.text("template_id"));
        return read(order, "host.get", params, fields("host", "host", "name", "name"));
    }

    private Picker.Picked items(Picker.Order order) {
        String host = order.text("host");
        ObjectNode params = output("itemid");
        ObjectNode filter = params.putObject("filter");
        filter.put("host", host).put("key_", order.text("metric_name"));
        numeric(filter);
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode item : rpc.repeatable(order.account(), "item.get", params)) {
            items.add(Json.mapper()
                    .createObjectNode()
                    .put("hostname", host)
                    .put("itemid", item.path("itemid").asText()));
        }
        return Picker.Picked.all(items);
    }

    private Picker.Picked mediaTypes(Picker.Order order) {
        return read(
                order,
                "mediatype.get",
                output("mediatypeid", "name", "type"),
                fields("media_type_id", "mediatypeid", "name", "name", "media_type", "type"));
    }

    private Picker.Picked userGroups(Picker.Order order) {
        List<String> names = List.of("usrgrpid", "name", "gui_access", "users_status", "debug_mode");
        Map<String, String> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, name));
        return read(order, "usergroup.get", output(names.toArray(String[]::new)), fields);
    }

    /** @param names ours and theirs in turn; shown in this order */
    private static Map<String, String> fields(String... names) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int index = 0; index < names.length; index += 2) {
            fields.put(names[index], names[index + 1]);
        }
        return fields;
    }

    /** @param fields our name of a field, and theirs */
    private Picker.Picked read(Picker.Order order, String method, ObjectNode params, Map<String, String> fields) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode row : rpc.repeatable(order.account(), method, params)) {
            ObjectNode shown = Json.mapper().createObjectNode();
            fields.forEach((ours, theirs) -> shown.put(ours, row.path(theirs).asText()));
            found.add(shown);
        }
        return Picker.Picked.all(found);
    }

    private static ObjectNode output(String... fields) {
        ObjectNode params = Json.mapper().createObjectNode();
        ArrayNode output = params.putArray("output");
        List.of(fields).forEach(output::add);
        return params;
    }

    private static void numeric(ObjectNode filter) {
        filter.putArray("value_type").add("0").add("3");
    }
}
