package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The triggers of a fake Zabbix. A create or update with an expression that the real one refuses is refused. */
public final class ZabbixTriggers {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EXPRESSION = 2048;
    private static final List<String> EXPRESSIONS = List.of("expression", "recovery_expression");
    private static final Pattern FUNCTION =
            Pattern.compile("(?:min|max|avg|last|count|nodata)\\(/([^/]+)/(.+?),(\\d+)[sm]\\)");
    private static final String TERM = "((not)?\\()*(F|time\\(\\))(>|<|>=|<=|=)-?[0-9]+(\\.[0-9]+)?\\)*";
    private static final Pattern REST = Pattern.compile(TERM + "((and|or)" + TERM + ")*");

    private final ZabbixModel model;
    private final ZabbixTable table = new ZabbixTable("triggerid", 20001);

    ZabbixTriggers(ZabbixModel model) {
        this.model = model;
    }

    /** A trigger that a person made. */
    public String byHand(String name, String expression) {
        ObjectNode trigger = ZabbixModel.object().put("description", name).put("expression", expression);
        trigger.putArray("tags");
        return create(trigger).path("triggerids").path(0).asText();
    }

    public List<ObjectNode> all() {
        return table.rows().toList();
    }

    public Optional<ObjectNode> named(String name) {
        return table.rows()
                .filter(row -> row.path("description").asText().equals(name))
                .findFirst();
    }

    /** What a person may do to a trigger in the frontend. */
    public void set(String id, String field, String value) {
        table.row(id).put(field, value);
    }

    void renamed(String host, String now) {
        for (ObjectNode row : all()) {
            for (String field : EXPRESSIONS) {
                if (row.has(field)) {
                    row.put(field, row.path(field).asText().replace("/" + host + "/", "/" + now + "/"));
                }
            }
        }
    }

    void deleted(String path) {
        all().stream()
                .filter(row -> row.path(EXPRESSIONS.get(0)).asText().contains(path))
                .forEach(row -> table.remove(row.path("triggerid").asText()));
    }

    public void vanish(String id) {
        table.remove(id);
    }

    JsonNode get(JsonNode params) {
        ArrayNode found = table.get(params);
        for (JsonNode one : found) {
            for (String field : EXPRESSIONS) {
                if (!params.has("expandExpression") && one.has(field)) {
                    ((ObjectNode) one).put(field, stored(one.path(field).asText()));
                }
            }
        }
        return found;
    }

    JsonNode create(JsonNode params) {
        ArrayNode ids = ZabbixModel.object().putArray("triggerids");
        for (JsonNode one : params.isArray() ? params : List.of(params)) {
            check(one, "");
            ObjectNode trigger = one.deepCopy();
            trigger.put("status", one.path("status").asText("0")).put("value", "0");
            trigger.put("priority", one.path("priority").asText("0"));
            ids.add(table.add(trigger));
        }
        ObjectNode answer = ZabbixModel.object();
        answer.set("triggerids", ids);
        return answer;
    }

    JsonNode update(JsonNode params) {
        String id = params.path("triggerid").asText();
        ObjectNode before = table.row(id);
        if (before == null) {
            throw ZabbixError.application("No permissions to referred object or it does not exist!");
        }
        ObjectNode after = before.deepCopy();
        after.setAll((ObjectNode) params);
        check(after, id);
        table.change(id, params);
        return ZabbixModel.ids("triggerids", id);
    }

    JsonNode delete(JsonNode params) {
        if (!params.isArray()) {
            throw ZabbixError.params("Invalid parameter \"/\": an array is expected.");
        }
        for (JsonNode id : params) {
            if (table.row(id.asText()) == null) {
                throw ZabbixError.application("No permissions to referred object or it does not exist!");
            }
        }
        params.forEach(id -> table.remove(id.asText()));
        ObjectNode answer = ZabbixModel.object();
        answer.set("triggerids", params);
        return answer;
    }

    private void check(JsonNode trigger, String own) {
        String name = trigger.path("description").asText();
        String expression = trigger.path("expression").asText();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw ZabbixError.params("Invalid parameter \"/1/description\": value is too long.");
        }
        checkExpression(expression);
        boolean recovers = trigger.path("recovery_mode").asText("0").equals("1");
        if (recovers && trigger.path("recovery_expression").asText("").isEmpty()) {
            throw ZabbixError.params("Incorrect value for field \"recovery_expression\": cannot be empty.");
        }
        if (recovers) {
            checkExpression(trigger.path("recovery_expression").asText());
        }
        boolean twice = table.rows()
                .filter(row -> !row.path("triggerid").asText().equals(own))
                .anyMatch(row -> row.path("description").asText().equals(name)
                        && row.path("expression").asText().equals(expression));
        if (twice) {
            throw ZabbixError.params("Trigger \"" + name + "\" already exists.");
        }
    }

    private void checkExpression(String expression) {
        Matcher function = FUNCTION.matcher(expression);
        int functions = 0;
        while (function.find()) {
            functions++;
            if (!model.hasItem(function.group(1), function.group(2))) {
                throw ZabbixError.params("Incorrect item key \"" + function.group(2) + "\" provided for trigger"
                        + " expression on \"" + function.group(1) + "\".");
            }
        }
        String rest = FUNCTION.matcher(expression).replaceAll("F").replace(" ", "");
        long open = rest.chars().filter(one -> one == '(').count();
        long close = rest.chars().filter(one -> one == ')').count();
        if (functions == 0 || open != close || !REST.matcher(rest).matches()) {
            throw ZabbixError.params(
                    "Invalid parameter \"/1/expression\": incorrect expression starting from \"" + expression + "\".");
        }
        if (stored(expression).length() > LONGEST_EXPRESSION) {
            throw ZabbixError.params("Invalid parameter \"/1/expression\": value is too long.");
        }
    }

    /** As the database keeps it: a number in place of each function of an item. */
    private static String stored(String expression) {
        return FUNCTION.matcher(expression).replaceAll("{1234567}");
    }
}
