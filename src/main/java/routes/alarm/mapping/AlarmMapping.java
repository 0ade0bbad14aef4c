package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.FieldPath;
import routes.alarm.Intake;
import routes.alarm.JsonBody;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;

/**
 * The jq programs of one source.
 *
 * @param retryId gives the source's id of a delivery from the body, where the body holds one
 * @param each splits the body into items, one for each alarm
 * @param alarm makes the Alarm shape of an item, with the whole body as {@code $body} and the seconds of its receipt as
 *     {@code $received}; or {@code {"ignore": "why"}} for what is no alarm
 */
public record AlarmMapping(Optional<JqProgram> retryId, JqProgram each, JqProgram alarm) {
    private static final String IGNORE = "ignore";
    private static final String RETRY_ID = "retry_id";

    /**
     * The alarms in a body, in its order; none when the mapping ignores all of it.
     *
     * @throws RefusedRequest when the body is no JSON, the mapping cannot read it, or makes something that is no alarm
     */
    public List<Alarm> convert(Intake intake) {
        JsonNode body = JsonBody.value(intake.body());
        Intake delivered =
                retryId.map(program -> delivered(intake, body, program)).orElse(intake);
        List<JsonNode> items = run(each, body, Map.of(), "each");
        if (items.isEmpty()) {
            throw RefusedRequest.of(ErrorCode.BAD_REQUEST, "the mapping finds no alarm in this body");
        }
        Map<String, JsonNode> known = Map.of(
                "body", body, "received", LongNode.valueOf(intake.receivedAt().getEpochSecond()));
        List<Alarm> alarms = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            ObjectNode shape = shape(items.get(i), known, i);
            if (!shape.has(IGNORE)) {
                alarms.add(MappedAlarm.read(shape, items.get(i), path(i), builder(delivered, shape, i)));
            }
        }
        return alarms;
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
        return named ? delivered.withRetryId(retryId.textValue()).alarm(0) : delivered.alarm(position);
    }

    private ObjectNode shape(JsonNode item, Map<String, JsonNode> known, int position) {
        List<JsonNode> results = run(alarm, item, known, path(position).toString());
        if (results.size() == 1 && results.get(0) instanceof ObjectNode shape) {
            return shape.deepCopy();
        }
        throw RefusedRequest.of(
                ErrorCode.BAD_REQUEST,
                path(position) + ": the mapping must give one object, it gives " + count(results));
    }

    private static String count(List<JsonNode> results) {
        return results.size() == 1
                ? results.get(0).getNodeType().name().toLowerCase(Locale.ROOT)
                : results.size() + " values";
    }

    private static FieldPath path(int position) {
        return FieldPath.ROOT.field("alarm").item(position);
    }

    private static List<JsonNode> run(JqProgram program, JsonNode on, Map<String, JsonNode> variables, String where) {
        try {
            return program.run(on, variables);
        } catch (JqProgram.Failed e) {
            throw RefusedRequest.of(
                    ErrorCode.BAD_REQUEST, where + ": the mapping cannot read this body: " + e.getMessage());
        }
    }
}
