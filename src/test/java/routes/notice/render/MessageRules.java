package routes.notice.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What platforms refuse in a message, as far as their documents say (spec platforms A). */
final class MessageRules {
    private final List<String> problems = new ArrayList<>();

    private MessageRules() {}

    static List<String> problems(String folder, JsonNode message) {
        MessageRules rules = new MessageRules();
        switch (folder) {
            case "slack" -> rules.slack(message);
            case "teams" -> rules.teams(message);
            case "lark" -> rules.lark(message);
            case "dingtalk" -> rules.text(message.at("/markdown/title"), 1, 1000);
            case "wecom" -> rules.text(message.at("/markdown/content"), 1, 4096);
            default -> rules.problems.add("no rules for " + folder);
        }
        return rules.problems;
    }

    private void slack(JsonNode message) {
        text(message.path("text"), 1, 4000);
        for (JsonNode attachment : message.path("attachments")) {
            size(attachment.path("blocks"), 1, 50);
            attachment.path("blocks").forEach(this::block);
        }
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "section" -> {
                if (block.has("fields")) {
                    size(block.path("fields"), 1, 10);
                    block.path("fields").forEach(field -> text(field.path("text"), 1, 2000));
                } else {
                    text(block.at("/text/text"), 1, 3000);
                }
            }
            case "context" -> size(block.path("elements"), 1, 10);
            case "actions" -> {
                size(block.path("elements"), 1, 25);
                block.path("elements").forEach(button -> text(button.at("/text/text"), 1, 75));
            }
            default -> problems.add("unknown block " + block);
        }
    }

    private void teams(JsonNode message) {
        JsonNode attachment = message.at("/attachments/0");
        if (!attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")) {
            problems.add("no card");
        }
        size(attachment.at("/content/body"), 1, 100);
        attachment.at("/content/body").forEach(element -> {
            if (element.path("type").asText().equals("FactSet")) {
                element.path("facts").forEach(fact -> text(fact.path("value"), 1, 10_000));
            } else {
                text(element.path("text"), 1, 20_000);
            }
        });
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
