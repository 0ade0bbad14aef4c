package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import routes.alarm.mapping.JqProgram;
import routes.common.json.Json;
import routes.http.RejectedItem;

/**
 * What the {@code answer} program of a mapping sees.
 *
 * @param ids the alarms that the post became
 * @param rejected the items of the post that could not be used
 * @param path at which it was posted
 * @param body of the post
 */
record AnswerFacts(List<String> ids, List<RejectedItem> rejected, String path, JsonNode body, String requestId) {
    AnswerFacts {
        ids = List.copyOf(ids);
        rejected = List.copyOf(rejected);
    }

    /** The program's first result; nothing when it has none. */
    byte[] answer(JqProgram program) throws JqProgram.Failed {
        List<JsonNode> results = program.run(facts(), Map.of());
        return results.isEmpty() ? new byte[0] : Json.bytes(results.get(0));
    }

    private ObjectNode facts() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        ids.forEach(facts.putArray("ids")::add);
        facts.set("rejected", Json.mapper().valueToTree(rejected));
        facts.put("path", path);
        facts.set("body", body);
        facts.put("request_id", requestId);
        return facts;
    }
}
