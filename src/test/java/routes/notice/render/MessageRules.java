package routes.notice.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import routes.fakes.FakeTeams;
import routes.fakes.SlackBlocks;

/** What platforms refuse in a message, as far as their documents say (spec platforms A). */
final class MessageRules {
    private final List<String> problems = new ArrayList<>();

    private MessageRules() {}

    static List<String> problems(String folder, JsonNode message) {
        MessageRules rules = new MessageRules();
        switch (folder) {
            case "slack" -> rules.problems.addAll(SlackBlocks.problems(message));
            case "teams" -> rules.problems.addAll(FakeTeams.problems(message));
            case "lark" -> rules.lark(message);
            case "dingtalk" -> rules.text(message.at("/markdown/title"), 1, 1000);
            case "wecom" -> rules.text(message.at("/markdown/content"), 1, 4096);
            default -> rules.problems.add("no rules for " + folder);
        }
        return rules.problems;
    }

    private void lark(JsonNode message) {
        text(message.path("schema"), 3, 3);
        size(message.at("/body/elements"), 1, 200);
        message.at("/body/elements").forEach(element -> {
            if (element.path("tag").asText().equals("button")) {
                text(element.at("/text/content"), 1, 100);
                size(element.path("behaviors"), 1, 2);
            } else {
                text(element.path("content"), 1, 30_000);
            }
        });
    }

    private void text(JsonNode text, int least, int most) {
        if (!text.isTextual()
                || text.textValue().length() < least
                || text.textValue().length() > most) {
            problems.add("a text of " + least + " to " + most + " characters is wanted, not " + text);
        }
    }

    private void size(JsonNode list, int least, int most) {
        if (!list.isArray() || list.size() < least || list.size() > most) {
            problems.add("a list of " + least + " to " + most + " is wanted, not " + list);
        }
    }
}
