package routes.channel.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import routes.common.json.Json;

/**
 * Looks at messages by the rules of a bot. What it finds has the form in which chat agents post to
 * {@code …/event-center/event/chatops}.
 */
public final class InterestLook {
    /** How many messages of a chat are looked at, at the most; a rule that asks for all of them gets as many. */
    public static final int MOST_HISTORY = 100;

    private static final String AGENT = "chatops_interest_agent";

    private final List<Ready> rules;

    /** A rule with its expression compiled. */
    private record Ready(InterestRule rule, Pattern pattern) {
        int history() {
            int asked = rule.look().history();
            return asked == 0 ? MOST_HISTORY : Math.min(asked, MOST_HISTORY);
        }
    }

    /** @param rules of one bot; those that are off or need a model are passed over */
    public InterestLook(List<InterestRule> rules) {
        this.rules = rules.stream()
                .filter(InterestRule::active)
                .flatMap(rule -> rule.pattern().map(pattern -> new Ready(rule, pattern)).stream())
                .toList();
    }

    /**
     * The notification of an agent, if the message satisfies a rule.
     *
     * @param before the texts of as many messages of the chat that came before, the latest first
     */
    public Optional<ObjectNode> at(Message message, IntFunction<List<String>> before) {
        int longest = rules.stream().mapToInt(Ready::history).max().orElse(0);
        List<String> earlier = longest > 1 ? before.apply(longest - 1) : List.of();
        ArrayNode verdicts = Json.mapper().createArrayNode();
        boolean any = false;
        for (Ready ready : rules) {
            boolean satisfied = ready.pattern()
                    .matcher(text(message, earlier, ready.history()))
                    .find();
            any |= satisfied;
            verdicts.add(verdict(ready.rule(), satisfied));
        }
        return any ? Optional.of(notification(message, verdicts)) : Optional.empty();
    }

    /** The messages in the order in which they were written, a line each. */
    private static String text(Message message, List<String> earlier, int history) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.min(history - 1, earlier.size()) - 1; i >= 0; i--) {
            text.append(earlier.get(i)).append('\n');
        }
        return text.append(textOf(message.text(), message.msg())).toString();
    }

    /** @param raw the platform's content, where there is no plain text */
    public static String textOf(String plain, String raw) {
        return plain.isEmpty() ? raw : plain;
    }

    private static ObjectNode notification(Message message, ArrayNode verdicts) {
        ObjectNode notification = Json.mapper()
                .createObjectNode()
                .put("bot_id", message.botId())
                .put("channel", message.channel())
                .put("msg_id", message.msgId())
                .put("chat_id", message.chatId())
                .put("agent_type", AGENT);
        notification.set("data", verdicts);
        return notification;
    }

    private static ObjectNode verdict(InterestRule rule, boolean satisfied) {
        ObjectNode verdict = Json.mapper()
                .createObjectNode()
                .put("uuid", rule.uuid())
                .put("name", rule.name())
                .put("description", rule.description())
                .put("action_category", rule.look().action().wireName())
                .put("inspect_category", rule.look().kind().wireName())
                .put("regular_expression", rule.look().regularExpression())
                .put("inspect_history", rule.look().history())
                .put("silence_delta", rule.look().silence().toString())
                .put("version", rule.version())
                .put("is_active", rule.active())
                .put("bot_id", rule.botId())
                .put("channel", rule.channel())
                .put("thinking", satisfied ? "the text matches " + rule.look().regularExpression() : "")
                .put("is_satisfied", satisfied);
        return rule.level() == null
                ? verdict
                : verdict.put("level", rule.level().name());
    }
}
