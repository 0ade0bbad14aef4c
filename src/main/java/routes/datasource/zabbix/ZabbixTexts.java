package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import routes.common.json.Json;
import routes.datasource.Ownership;

/** The objects that we put into a Zabbix: the media type is a file beside its script, {@code datasource/zabbix/}. */
final class ZabbixTexts {
    private static final String FOLDER = "/datasource/zabbix/";
    /** Fields of a user's medium that may be written back. */
    private static final List<String> MEDIUM = List.of("mediatypeid", "sendto", "active", "severity", "period");

    private ZabbixTexts() {}

    static ObjectNode mediaType(String alarmUrl) {
        try {
            ObjectNode type = (ObjectNode) Json.mapper().readTree(file("media-type.json"));
            type.put("script", file("media-type.js"));
            ((ArrayNode) type.path("parameters")).addObject().put("name", "url").put("value", alarmUrl);
            return type;
        } catch (IOException e) {
            throw new IllegalStateException("the media type of the application cannot be read", e);
        }
    }

    /** Notifies of problem and recovery, whenever an event has our tag. */
    static ObjectNode action(String name, String mediaType, String user) {
        ObjectNode action = Json.mapper().createObjectNode().put("name", name);
        action.put("eventsource", "0").put("status", "0").put("esc_period", "1h");
        action.putObject("filter")
                .put("evaltype", "0")
                .putArray("conditions")
                .addObject()
                .put("conditiontype", "26")
                .put("operator", "0")
                .put("value", Ownership.US)
                .put("value2", Ownership.MANAGED_BY);
        for (String list : List.of("operations", "recovery_operations")) {
            ObjectNode operation = action.putArray(list).addObject().put("operationtype", "0");
            operation.putObject("opmessage").put("default_msg", "1").put("mediatypeid", mediaType);
            operation.putArray("opmessage_usr").addObject().put("userid", user);
        }
        return action;
    }

    static ObjectNode medium(JsonNode found) {
        ObjectNode medium = Json.mapper().createObjectNode();
        MEDIUM.forEach(field -> {
            if (found.has(field)) {
                medium.set(field, found.get(field));
            }
        });
        return medium;
    }

    private static String file(String name) throws IOException {
        try (InputStream in = ZabbixTexts.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("no file " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
