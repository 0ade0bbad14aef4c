package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import routes.common.json.Json;

/**
 * A data source, ready for use.
 *
 * @param id 24 hex digits; marks the rules that belong to it
 * @param config checked by {@link ConfigCheck}; read it, do not change it
 * @param interval between two points
 * @param zone of the hours of thresholds and rules
 * @param deployment marks the rules beside the id: a copy of the database is another deployment; empty for none
 */
public record Source(
        String id, String name, Account account, JsonNode config, Duration interval, ZoneId zone, String deployment) {
    /** One of a deployment that has no id: its rules carry none. */
    public Source(String id, String name, Account account, JsonNode config, Duration interval, ZoneId zone) {
        this(id, name, account, config, interval, zone, "");
    }

    /**
     * Changes with everything that says what is read and where: the connect and its fields, the configuration, the interval and the
     * zone; not with names and secrets.
     */
    public String fingerprint() {
        ObjectNode read = config instanceof ObjectNode fields
                ? fields.deepCopy().without(List.of("name", "connect_name"))
                : Json.mapper().createObjectNode();
        ObjectNode whole = Json.mapper().createObjectNode();
        whole.set("config", read);
        whole.set("fields", Json.mapper().valueToTree(account.fields()));
        whole.put("connect", account.connectId())
                .put("interval", interval.toSeconds())
                .put("zone", zone.getId());
        return Fingerprints.hash(whole);
    }
}
