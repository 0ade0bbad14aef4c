package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routes.channel.PlatformCalls.Request;
import routes.notice.Notice;
import routes.subscription.AgentType;

/**
 * The calls that carry one notice: a card in a chat, a card in answer to a message, a forwarded message
 * with a card in answer to it, or a card that one person sees, for each of several.
 */
final class LarkCalls {
    private static final String MESSAGES = "/open-apis/im/v1/messages";
    private static final String EPHEMERAL = "/open-apis/ephemeral/v1/send";
    private static final String CARD = "interactive";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LarkCalls() {}

    /** The way in which a notice goes out. */
    enum Way {
        CREATE,
        REPLY,
        FORWARD_AND_REPLY,
        EPHEMERAL
    }

    static Way wayOf(Notice notice) {
        String agent = notice.event().agentType();
        boolean aboutMessage = !sourceMessage(notice).isEmpty();
        if (agent.equals(AgentType.CHATOPS_REACTIVE_REPLY_AGENT.wireName()) && aboutMessage) {
            return Way.REPLY;
        }
        if (agent.equals(AgentType.CHATOPS_INTEREST_AGENT.wireName()) && aboutMessage) {
            return Way.FORWARD_AND_REPLY;
        }
        return agent.equals(AgentType.CHATOPS_PROACTIVE_REPLY_AGENT.wireName()) ? Way.EPHEMERAL : Way.CREATE;
    }

    /** The message that the event came from. */
    static String sourceMessage(Notice notice) {
        return LarkIds.safe(notice.event().rawData().path("msg_id").asText());
    }

    static Request create(Notice notice, String card) {
        ObjectNode body = NODES.objectNode()
                .put("receive_id", notice.target().address())
                .put("msg_type", CARD)
                .put("content", card)
                .put("uuid", notice.id());
        return Request.json("POST", MESSAGES, "receive_id_type=chat_id", Map.of(), body);
    }

    /** For all in a chat, once: the key is the same for every click. */
    static Request publish(Notice notice, String chatId, String card) {
        ObjectNode body = NODES.objectNode()
                .put("receive_id", chatId)
                .put("msg_type", CARD)
                .put("content", card)
                .put("uuid", notice.id() + "-p");
        return Request.json("POST", MESSAGES, "receive_id_type=chat_id", Map.of(), body);
    }

    static Request reply(Notice notice, String messageId, String card) {
        ObjectNode body = NODES.objectNode()
                .put("msg_type", CARD)
                .put("content", card)
                .put("reply_in_thread", false)
                .put("uuid", notice.id());
        return Request.json("POST", MESSAGES + "/" + LarkIds.safe(messageId) + "/reply", null, Map.of(), body);
    }

    static Request forward(Notice notice, String messageId) {
        ObjectNode body = NODES.objectNode().put("receive_id", notice.target().address());
        body.putArray("message_id_list").add(messageId);
        String query = "receive_id_type=chat_id&uuid=" + notice.id() + "-f";
        return Request.json("POST", MESSAGES + "/merge_forward", query, Map.of(), body);
    }

    static List<Request> ephemeral(Notice notice, List<String> people, JsonNode card) {
        List<Request> calls = new ArrayList<>();
        for (String person : people) {
            ObjectNode body = NODES.objectNode()
                    .put("chat_id", notice.target().address())
                    .put("open_id", person)
                    .put("msg_type", CARD);
            body.set("card", card);
            calls.add(Request.json("POST", EPHEMERAL, null, Map.of(), body));
        }
        return calls;
    }
}
