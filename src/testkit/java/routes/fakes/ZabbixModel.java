package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import routes.common.json.Json;

/** What a fake Zabbix knows: its objects, and the methods that read and write them. */
public final class ZabbixModel {
    final ZabbixTable hosts = new ZabbixTable("hostid", 10101);
    final ZabbixTable templates = new ZabbixTable("templateid", 10001);
    final ZabbixTable items = new ZabbixTable("itemid", 30001);
    private final ZabbixTable actions = new ZabbixTable("actionid", 7);
    private final ZabbixTable mediaTypes = new ZabbixTable("mediatypeid", 30);
    private final ZabbixTable users = new ZabbixTable("userid", 1);
    private final ZabbixTable userGroups = new ZabbixTable("usrgrpid", 7);
    private final ZabbixTriggers triggers = new ZabbixTriggers(this);
    private final ZabbixValues values = new ZabbixValues(this);
    private int writes;
    private final Map<String, Function<JsonNode, JsonNode>> methods = Map.ofEntries(
            Map.entry("host.get", params -> hosts.get(byTemplate(params))),
            Map.entry("template.get", templates::get),
            Map.entry("item.get", this::itemGet),
            Map.entry("history.get", values::history),
            Map.entry("trend.get", values::trends),
            Map.entry("trigger.get", triggers::get),
            Map.entry("trigger.create", triggers::create),
            Map.entry("trigger.update", triggers::update),
            Map.entry("trigger.delete", triggers::delete),
            Map.entry("action.get", actions::get),
            Map.entry("action.create", params -> create(actions, params, "actionids")),
            Map.entry("action.update", params -> update(actions, params, "actionid")),
            Map.entry("action.delete", params -> delete(actions, params, "actionids")),
            Map.entry("mediatype.get", mediaTypes::get),
            Map.entry("mediatype.create", params -> create(mediaTypes, params, "mediatypeids")),
            Map.entry("mediatype.update", params -> update(mediaTypes, params, "mediatypeid")),
            Map.entry("user.get", users::get),
            Map.entry("user.update", params -> update(users, params, "userid")),
            Map.entry("usergroup.get", userGroups::get));

    ZabbixModel() {
        ObjectNode admin = object().put("username", FakeZabbix.USER).put("roleid", "3");
        admin.putArray("medias");
        users.add(admin);
        userGroups.add(object().put("name", "Zabbix administrators")
                .put("gui_access", 0)
                .put("users_status", 0)
                .put("debug_mode", 0));
    }

    JsonNode call(String method, JsonNode params) {
        Function<JsonNode, JsonNode> known = methods.get(method);
        if (known == null) {
            throw new ZabbixError(-32601, "Method not found.", "Incorrect API \"" + method + "\".");
        }
        if (!method.endsWith(".get")) {
            writes++;
        }
        return known.apply(params);
    }

    /** How many calls changed something. */
    public int writes() {
        return writes;
    }

    public String addHost(String name) {
        return hosts.add(
                object().put("host", name).put("name", name + " (visible)").put("status", 0));
    }

    /** Zabbix renames the host in the expressions of its triggers too. */
    public void renameHost(String name, String now) {
        hosts.change(hostId(name), object().put("host", now));
        triggers.renamed(name, now);
    }

    /** Its triggers go with it. */
    public void deleteItem(String id) {
        ObjectNode item = items.row(id);
        String host = hosts.row(item.path("hostid").asText()).path("host").asText();
        triggers.deleted("/" + host + "/" + item.path("key_").asText() + ",");
        items.remove(id);
    }

    /** What a person may change of an item. */
    public void setItem(String id, String field, String value) {
        items.change(id, object().put(field, value));
    }

    public String addTemplate(String name) {
        return templates.add(object().put("host", name).put("name", name));
    }

    /** The host uses the template. */
    public void link(String host, String templateId) {
        hosts.change(hostId(host), object().put("templateid", templateId));
    }

    /** @param valueType 0 float, 3 unsigned, others text */
    public String addItem(String host, String key, int valueType) {
        return items.add(object().put("hostid", hostId(host))
                .put("key_", key)
                .put("name", key + " of " + host)
                .put("value_type", valueType)
                .put("units", "%")
                .put("delay", "1m")
                .put("status", 0));
    }

    public String addTemplateItem(String templateId, String key, int valueType) {
        return items.add(object().put("hostid", templateId)
                .put("key_", key)
                .put("name", key)
                .put("value_type", valueType)
                .put("status", 0));
    }

    public ZabbixTriggers triggers() {
        return triggers;
    }

    public ZabbixValues values() {
        return values;
    }

    public List<ObjectNode> actions() {
        return actions.rows().toList();
    }

    public List<ObjectNode> mediaTypes() {
        return mediaTypes.rows().toList();
    }

    public ObjectNode admin() {
        return users.row("1");
    }

    public String addMediaType(String name) {
        return mediaTypes.add(object().put("name", name).put("type", 0));
    }

    boolean hasItem(String host, String key) {
        return hosts.rows()
                .filter(row -> row.path("host").asText().equals(host))
                .anyMatch(row -> items.rows()
                        .anyMatch(item -> item.path("hostid").equals(row.path("hostid"))
                                && item.path("key_").asText().equals(key)));
    }

    private String hostId(String host) {
        return hosts.rows()
                .filter(row -> row.path("host").asText().equals(host))
                .map(row -> row.path("hostid").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no host " + host));
    }

    private JsonNode byTemplate(JsonNode params) {
        if (!params.has("templateids")) {
            return params;
        }
        ObjectNode wanted = params.deepCopy();
        ArrayNode ids = wanted.putArray("hostids");
        hosts.rows()
                .filter(row ->
                        row.has("templateid") && ZabbixTable.among(row.path("templateid"), params.path("templateids")))
                .forEach(row -> ids.add(row.path("hostid").asText()));
        return wanted;
    }

    private JsonNode itemGet(JsonNode params) {
        ObjectNode wanted = params.deepCopy();
        ObjectNode filter =
                wanted.path("filter").isObject() ? (ObjectNode) wanted.path("filter") : wanted.putObject("filter");
        if (params.has("templateids")) {
            filter.set("hostid", params.path("templateids"));
        } else if (params.has("hostids")) {
            filter.set("hostid", params.path("hostids"));
        }
        JsonNode host = filter.remove("host");
        if (host != null) {
            ArrayNode ids = filter.putArray("hostid");
            hosts.rows()
                    .filter(row -> ZabbixTable.among(row.path("host"), host))
                    .forEach(row -> ids.add(row.path("hostid").asText()));
        }
        ArrayNode found = items.get(wanted, "hostid");
        if (params.has("selectHosts")) {
            found.forEach(item -> ((ObjectNode) item)
                    .putArray("hosts")
                    .add(hosts.row(item.path("hostid").asText())));
        }
        return found;
    }

    private static JsonNode create(ZabbixTable table, JsonNode params, String ids) {
        String name = params.path("name").asText();
        if (table.rows().anyMatch(row -> row.path("name").asText().equals(name))) {
            throw ZabbixError.params("\"" + name + "\" already exists.");
        }
        return ids(ids, table.add(params));
    }

    private static JsonNode update(ZabbixTable table, JsonNode params, String id) {
        String wanted = params.path(id).asText();
        if (table.row(wanted) == null) {
            throw ZabbixError.application("No permissions to referred object or it does not exist!");
        }
        table.change(wanted, params);
        return ids(id + "s", wanted);
    }

    private static JsonNode delete(ZabbixTable table, JsonNode params, String ids) {
        params.forEach(id -> table.remove(id.asText()));
        ObjectNode answer = object();
        answer.set(ids, params);
        return answer;
    }

    static ObjectNode ids(String field, String id) {
        ObjectNode answer = object();
        answer.putArray(field).add(id);
        return answer;
    }

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
