package routes.alarm.chatops;

import static routes.alarm.FieldKind.BOOLEAN;
import static routes.alarm.FieldKind.INTEGER;
import static routes.alarm.FieldKind.TEXT;
import static routes.alarm.FieldKind.listOf;
import static routes.alarm.FieldKind.oneOf;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import routes.alarm.Shape;
import routes.alarm.SilenceDelta;

/** The bodies that the chatops service posts, field by field. */
final class ChatopsShapes {
    private static final Shape INTEREST = Shape.object()
            .optional("uuid", TEXT)
            .required("name", TEXT)
            .optional("description", TEXT)
            .optional("examples_positive", listOf(TEXT))
            .optional("examples_negative", listOf(TEXT))
            .required("action_category", oneOf("Filter", "Detect"))
            .required("inspect_category", oneOf("Semantic", "RE"))
            .optional("regular_expression", TEXT)
            .defaulted("inspect_history", INTEGER, LongNode.valueOf(1))
            .defaulted("silence_delta", SilenceDelta.KIND, TextNode.valueOf(SilenceDelta.DEFAULT.toString()))
            .defaulted("version", INTEGER, LongNode.valueOf(1))
            .optional("level", ChatopsLevels.KIND)
            .defaulted("is_active", BOOLEAN, BooleanNode.TRUE)
            .required("bot_id", TEXT)
            .required("channel", TEXT)
            .defaulted("thinking", TEXT, TextNode.valueOf(""))
            .defaulted("is_satisfied", BOOLEAN, BooleanNode.FALSE);

    private static final Shape CITATION = Shape.object()
            .required("content", TEXT)
            .required("source", TEXT)
            .required("title", TEXT)
            .optional("citation_type", TEXT)
            .optional("update_ts_seconds", INTEGER)
            .optional("knowledge_key", TEXT);

    private static final Shape REPLY = Shape.object()
            .required("response", TEXT)
            .defaulted("citations", listOf(CITATION), JsonNodeFactory.instance.arrayNode(0));

    private static final Shape HEADER = Shape.object()
            .optional("_id", TEXT)
            .required("bot_id", TEXT)
            .required("channel", TEXT)
            .required("msg_id", TEXT)
            .required("chat_id", TEXT)
            .required("agent_type", TEXT)
            .optional("description", TEXT)
            .optional("level", ChatopsLevels.KIND);

    /** A notification with the verdicts of an interest agent. */
    static final Shape INTERESTS = HEADER.required("data", listOf(INTEREST));

    /** A notification with an agent's answer. */
    static final Shape ANSWER = HEADER.required("data", REPLY);

    private ChatopsShapes() {}
}
