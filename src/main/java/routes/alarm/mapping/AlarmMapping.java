package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.BoundedJson;
import routes.alarm.Converted;
import routes.alarm.FieldPath;
import routes.alarm.Intake;
import routes.alarm.Level;
import routes.alarm.LevelTable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/**
 * The jq programs of one source.
 *
 * @param retryId gives the source's id of a delivery from the body, where the body holds one
 * @param each splits the body into items, one for each alarm
 * @param alarm makes the Alarm shape of an item, with the whole body as {@code $body} and the seconds of its receipt as
 *     {@code $received}; or {@code {"ignore": "why"}} for what is no alarm
 * @param expiresAfter how long after its last firing alarm a problem ends without a recovery, where the alarm names no end
 * @param levels the source's own words for levels, as {@link LevelTable#plain} writes them; they go before the table
 */
public record AlarmMapping(
        Optional<JqProgram> retryId,
        JqProgram each,
        JqProgram alarm,
        Optional<Duration> expiresAfter,
        Map<String, Level> levels) {

    public AlarmMapping {
        levels = Map.copyOf(levels);
    }

    /** One whose words for levels are those of the table. */
    public AlarmMapping(Optional<JqProgram> retryId, JqProgram each, JqProgram alarm, Optional<Duration> expiresAfter) {
        this(retryId, each, alarm, expiresAfter, Map.of());
    }

    private static final String IGNORE = "ignore";
    static final String RETRY_ID = "retry_id";

    /**
     * The alarms in a body, in its order; none when the mapping ignores all of it.
     *
     * @throws RefusedRequest when the body is no JSON, the mapping cannot read it, or makes nothing of it that is an alarm
     */
    public List<Alarm> convert(Intake intake) {
        return items(intake).alarmsOrRefusal();
    }

    /**
     * What becomes of each item of a body. A body whose list is empty has no items.
     *
     * @throws RefusedRequest when the body is no JSON, or the mapping finds no items in it
     */
    public Converted items(Intake intake) {
        JsonNode body = BoundedJson.value(intake.body());
        Intake delivered =
                retryId.map(program -> delivered(intake, body, program)).orElse(intake);
        List<JsonNode> items = run(each, body, Map.of(), "each");
        if (items.isEmpty() && !hasEmptyList(body)) {
            throw RefusedRequest.of(ErrorCode.BAD_REQUEST, "the mapping finds no alarm in this body");
        }
        Map<String, JsonNode> known = Map.of(
                "body", body, "received", LongNode.valueOf(intake.receivedAt().getEpochSecond()));
        return Converted.each(intake, items.size(), i -> item(items.get(i), known, delivered, i), i -> CutBody.to(
                                items.get(i), items, body)
                        .map(Json::bytes)
                        .orElseGet(intake::body))
                .of(body);
    }

    private Converted.Item item(JsonNode item, Map<String, JsonNode> known, Intake delivered, int position) {
        FieldPath path = FieldPath.ROOT.field("alarm").item(delivered.only().orElse(position));
        ObjectNode shape = shape(item, known, path);
        JsonNode ignored = shape.path(IGNORE);
        return ignored.isMissingNode()
                ? new Converted.Item.Taken(MappedAlarm.read(
                        shape,
                        item,
                        path,
                        builder(delivered, shape, position),
                        new MappedAlarm.Rules(expiresAfter, levels)))
                : new Converted.Item.Ignored(ignored.asText());
    }

    /** Senders test their address with an empty list. */
    private static boolean hasEmptyList(JsonNode body) {
        if (body.isArray()) {
            return body.isEmpty();
        }
        for (JsonNode field : body) {
            if (hasEmptyList(field)) {
                return true;
            }
        }
        return false;
    }

    private static Intake delivered(Intake intake, JsonNode body, JqProgram program) {
        return run(program, body, Map.of(), "retry_id").stream()
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(id -> !id.isBlank() && !id.equals("null"))
                .findFirst()
                .map(intake::withRetryId)
                .orElse(intake);
    }

    /** An item that is named by itself has one id, in whatever post it stands. */
    private static AlarmBuilder builder(Intake delivered, ObjectNode shape, int position) {
        JsonNode retryId = shape.remove(RETRY_ID);
        boolean named =
                retryId != null && retryId.isTextual() && !retryId.textValue().isBlank();
        return named ? delivered.alarmNamed(retryId.textValue()) : delivered.alarm(position);
    }

    private ObjectNode shape(JsonNode item, Map<String, JsonNode> known, FieldPath path) {
        List<JsonNode> results = run(alarm, item, known, path.toString());
        if (results.size() == 1 && results.get(0) instanceof ObjectNode shape) {
            return shape.deepCopy();
        }
        throw RefusedRequest.of(
                ErrorCode.BAD_REQUEST, path + ": the mapping must give one object, it gives " + count(results));
    }

    private static String count(List<JsonNode> results) {
        return results.size() == 1
                ? results.get(0).getNodeType().name().toLowerCase(Locale.ROOT)
                : results.size() + " values";
    }

    private static List<JsonNode> run(JqProgram program, JsonNode on, Map<String, JsonNode> variables, String where) {
        try {
            return program.run(on, variables);
        } catch (JqProgram.Failed e) {
            String reason = where + ": the mapping cannot read this body: " + e.getMessage();
            throw e.overBudget()
                    ? RefusedRequest.invalid(where, reason)
                    : RefusedRequest.of(ErrorCode.BAD_REQUEST, reason);
        }
    }
}
