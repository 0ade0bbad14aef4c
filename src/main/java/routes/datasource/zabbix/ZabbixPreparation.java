package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformFailure;

/**
 * What Zabbix needs to post its alarms to us: a media type with our script, a medium of the account's user, and one action for
 * every event with our tag. Each is made when it is missing and mended when it differs; the names are those of VeAIOps,
 * so that a system that it prepared does not post twice.
 */
final class ZabbixPreparation {
    private static final String ACTION = "ve_aiops_action";
    private static final String SEND_TO = "veaiops";

    private final ZabbixRpc rpc;
    private final Account account;
    private final List<String> done = new ArrayList<>();

    private ZabbixPreparation(ZabbixRpc rpc, Account account) {
        this.rpc = rpc;
        this.account = account;
    }

    static List<String> prepare(ZabbixRpc rpc, Account account, String alarmUrl) {
        ZabbixPreparation preparation = new ZabbixPreparation(rpc, account);
        String mediaType = preparation.mediaType(alarmUrl);
        String user = preparation.user(mediaType);
        preparation.action(mediaType, user);
        return preparation.done;
    }

    private String mediaType(String alarmUrl) {
        ObjectNode wanted = ZabbixTexts.mediaType(alarmUrl);
        String name = wanted.path("name").asText();
        ObjectNode params = byName(name).put("selectMessageTemplates", "extend");
        JsonNode found = rpc.repeatable(account, "mediatype.get", params).path(0);
        return put("mediatype", "media type " + name, found, wanted);
    }

    private String action(String mediaType, String user) {
        ObjectNode wanted = ZabbixTexts.action(ACTION, mediaType, user);
        ObjectNode params = byName(ACTION).put("selectFilter", "extend");
        params.put("selectOperations", "extend").put("selectRecoveryOperations", "extend");
        JsonNode found = rpc.repeatable(account, "action.get", params).path(0);
        return put("action", "action " + ACTION, found, wanted);
    }

    /** Makes it, or writes it anew when it lacks something that is wanted. @return its id */
    private String put(String kind, String what, JsonNode found, ObjectNode wanted) {
        if (found.isMissingNode()) {
            done.add("made the " + what);
            return ZabbixRules.id(rpc.once(account, kind + ".create", wanted), kind + "ids");
        }
        String id = found.path(kind + "id").asText();
        if (!holds(found, wanted)) {
            ObjectNode params = wanted.deepCopy().put(kind + "id", id);
            params.remove("eventsource");
            rpc.repeatable(account, kind + ".update", params);
            done.add("mended the " + what);
        }
        return id;
    }

    /** Whether everything that is wanted is there. Zabbix adds fields, and gives numbers as texts; lists have no order. */
    private static boolean holds(JsonNode found, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(field -> holds(found.path(field.getKey()), field.getValue()));
        }
        if (!wanted.isArray()) {
            return found.asText()
                    .replace("\r\n", "\n")
                    .strip()
                    .equals(wanted.asText().strip());
        }
        boolean all = found.size() == wanted.size();
        for (JsonNode one : wanted) {
            boolean any = false;
            for (JsonNode other : found) {
                any |= holds(other, one);
            }
            all &= any;
        }
        return all;
    }

    /** {@code user.update} replaces all media, so those that are there go along. */
    private String user(String mediaType) {
        String name = account.field(ZabbixLogin.USER);
        ObjectNode params = Json.mapper().createObjectNode().put("selectMedias", "extend");
        params.putArray("output").add("userid").add("username");
        params.putObject("filter").put("username", name);
        JsonNode user = rpc.repeatable(account, "user.get", params).path(0);
        if (user.isMissingNode()) {
            throw new PlatformFailure.BadRequest("no_user", "Zabbix has no user named as the connect says");
        }
        String id = user.path("userid").asText();
        ArrayNode media = Json.mapper().createArrayNode();
        boolean there = false;
        for (JsonNode one : user.path("medias")) {
            there |= one.path("mediatypeid").asText().equals(mediaType);
            media.add(ZabbixTexts.medium(one));
        }
        if (!there) {
            ObjectNode medium = media.addObject().put("mediatypeid", mediaType);
            medium.putArray("sendto").add(SEND_TO);
            medium.put("active", 0).put("severity", 63).put("period", "1-7,00:00-24:00");
            ObjectNode update = Json.mapper().createObjectNode().put("userid", id);
            update.set("medias", media);
            rpc.repeatable(account, "user.update", update);
            done.add("gave the user of the connect a medium");
        }
        return id;
    }

    private static ObjectNode byName(String name) {
        ObjectNode params = Json.mapper().createObjectNode().put("output", "extend");
        params.putObject("filter").put("name", name);
        return params;
    }
}
