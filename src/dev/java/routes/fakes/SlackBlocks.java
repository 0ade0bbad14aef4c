package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Slack refuses in a message: the limits of Block Kit. */
public final class SlackBlocks {
    private final List<String> problems = new ArrayList<>();

    private SlackBlocks() {}

    /** Empty when Slack takes the message. */
    public static List<String> problems(JsonNode message) {
        SlackBlocks blocks = new SlackBlocks();
        blocks.text(message.path("text"), 40_000);
        for (JsonNode attachment : message.path("attachments")) {
            blocks.size(attachment.path("blocks"), 50);
            attachment.path("blocks").forEach(blocks::block);
        }
        message.path("blocks").forEach(blocks::block);
        return blocks.problems;
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "section" -> section(block);
            case "context" -> size(block.path("elements"), 10);
            case "header" -> text(block.at("/text/text"), 150);
            case "divider" -> {}
            case "actions" -> actions(block.path("elements"));
            default -> problems.add("unknown block " + block);
        }
    }

    private void section(JsonNode block) {
        if (block.has("fields")) {
            size(block.path("fields"), 10);
            block.path("fields").forEach(field -> text(field.path("text"), 2000));
        } else {
            text(block.at("/text/text"), 3000);
        }
    }

    private void actions(JsonNode elements) {
        size(elements, 25);
        Set<String> ids = new HashSet<>();
        for (JsonNode button : elements) {
            text(button.at("/text/text"), 75);
            if (button.has("url")) {
                text(button.path("url"), 3000);
            }
            if (button.has("value")) {
                text(button.path("value"), 2000);
            }
            if (!ids.add(button.path("action_id").asText())) {
                problems.add("an action_id twice: " + button);
            }
        }
    }

    private void text(JsonNode text, int most) {
        if (!text.isTextual() || text.textValue().isBlank() || text.textValue().length() > most) {
            problems.add("a text of 1 to " + most + " characters is wanted, not " + text);
        }
    }

    private void size(JsonNode list, int most) {
        if (!list.isArray() || list.isEmpty() || list.size() > most) {
            problems.add("a list of 1 to " + most + " is wanted, not " + list);
        }
    }
}
