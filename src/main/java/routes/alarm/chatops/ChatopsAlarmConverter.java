package routes.alarm.chatops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.BindToRegistry;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmConverter;
import routes.alarm.BoundedJson;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.Level;
import routes.alarm.PlainText;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * One notification of a chat agent is one alarm. Its fingerprint is the chat message and the
 * agent, so the same notification posted twice is a repeat.
 */
@BindToRegistry("chatopsAlarmConverter")
public final class ChatopsAlarmConverter implements AlarmConverter {
    private static final String INTEREST_AGENT = "chatops_interest_agent";
    private static final List<String> REPLY_AGENTS =
            List.of("chatops_proactive_reply_agent", "chatops_reactive_reply_agent");

    @Override
    public List<Alarm> convert(Intake intake) {
        ObjectNode body = BoundedJson.object(intake.body());
        String agent = body.path("agent_type").asText("");
        if (agent.equals(INTEREST_AGENT)) {
            return List.of(interest(intake, body));
        }
        if (REPLY_AGENTS.contains(agent)) {
            return List.of(answer(intake, ChatopsShapes.ANSWER.read(body)));
        }
        if (!body.path("agent_type").isTextual()) {
            throw RefusedRequest.invalid("agent_type", "agent_type is required and must be text");
        }
        throw RefusedRequest.of(
                ErrorCode.BAD_REQUEST,
                "agent_type is unsupported: it must be " + INTEREST_AGENT + ", " + String.join(" or ", REPLY_AGENTS));
    }

    private static Alarm interest(Intake intake, ObjectNode body) {
        ObjectNode notification = ChatopsShapes.INTERESTS.read(body);
        if (notification.path("data").isEmpty()) {
            throw RefusedRequest.of(ErrorCode.BAD_REQUEST, "data is empty: conditions not met");
        }
        InterestHit hit = InterestHit.of(notification);
        String names = String.join("|", hit.names());
        return alarm(intake, notification)
                .title(names.isBlank() ? INTEREST_AGENT : names)
                .summary(hit.thinking())
                .level(hit.level())
                .disposition(hit.disposition())
                .build();
    }

    private static Alarm answer(Intake intake, ObjectNode notification) {
        Level level = ChatopsLevels.of(notification.path("level"));
        return alarm(intake, notification)
                .title(notification.path("agent_type").asText())
                .summary(withCitations(notification.path("data")))
                .level(level == null ? Level.P2 : level)
                .build();
    }

    private static AlarmBuilder alarm(Intake intake, ObjectNode notification) {
        String channel = notification.path("channel").asText();
        String bot = notification.path("bot_id").asText();
        String chat = notification.path("chat_id").asText();
        String message = notification.path("msg_id").asText();
        String agent = notification.path("agent_type").asText();
        return intake.alarm(0)
                .agentType(agent)
                .fingerprint(Fingerprint.of(intake.source(), "message", channel, bot, chat, message, agent))
                .sourceEventId(PlainText.firstOf(message))
                .label("channel", channel)
                .label("bot_id", bot)
                .label("chat_id", chat)
                .label("msg_id", message)
                .raw(notification);
    }

    /** The answer, a blank line, and one Markdown link for each citation. */
    private static String withCitations(JsonNode reply) {
        StringBuilder text = new StringBuilder(reply.path("response").asText());
        String before = "\n\n";
        for (JsonNode citation : reply.path("citations")) {
            text.append(before)
                    .append('[')
                    .append(citation.path("title").asText())
                    .append("](")
                    .append(citation.path("source").asText())
                    .append(')');
            before = "\n";
        }
        return text.toString();
    }
}
