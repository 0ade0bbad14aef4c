package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The words of a message: its text, else those in its blocks and attachments, where other bots put theirs. */
final class SlackWords {
    private static final int MOST = 20_000;
    private static final int DEEPEST = 12;

    private final Set<String> lines = new LinkedHashSet<>();

    private SlackWords() {}

    /** As mrkdwn, a line for each piece. */
    static String of(JsonNode event) {
        SlackWords words = new SlackWords();
        words.add(event.path("text").asText());
        if (words.lines.isEmpty()) {
            event.path("blocks").forEach(block -> words.block(block, 0));
        }
        event.path("attachments").forEach(words::attachment);
        String whole = String.join("\n", words.lines);
        return whole.length() <= MOST ? whole : whole.substring(0, MOST);
    }

    private void attachment(JsonNode attachment) {
        int before = lines.size();
        add(attachment.path("pretext").asText());
        add(attachment.path("title").asText());
        add(attachment.path("text").asText());
        attachment
                .path("fields")
                .forEach(field -> add((field.path("title").asText() + "\n"
                                + field.path("value").asText())
                        .strip()));
        attachment.path("blocks").forEach(block -> block(block, 0));
        if (lines.size() == before) {
            add(attachment.path("fallback").asText());
        }
    }

    private void block(JsonNode block, int depth) {
        if (block.path("type").asText().equals("rich_text")) {
            block.path("elements").forEach(part -> add(rich(part, depth)));
        } else {
            text(block.path("text"));
            block.path("fields").forEach(this::text);
            block.path("elements").forEach(element -> {
                if (!element.path("type").asText().equals("button")) {
                    text(element);
                }
            });
        }
    }

    private void text(JsonNode node) {
        JsonNode text = node.path("text");
        add(node.isTextual() ? node.asText() : text.asText());
    }

    /** A section, a list or a quote of a rich text, as mrkdwn. */
    private static String rich(JsonNode node, int depth) {
        return switch (node.path("type").asText()) {
            case "text" -> escaped(node.path("text").asText());
            case "link" -> "<" + node.path("url").asText() + label(node) + ">";
            case "user" -> "<@" + node.path("user_id").asText() + ">";
            case "usergroup" -> "<!subteam^" + node.path("usergroup_id").asText() + ">";
            case "channel" -> "<#" + node.path("channel_id").asText() + ">";
            case "broadcast" -> "<!" + node.path("range").asText() + ">";
            case "emoji" -> ":" + node.path("name").asText() + ":";
            default -> depth < DEEPEST ? parts(node, depth + 1) : "";
        };
    }

    private static String parts(JsonNode node, int depth) {
        String end = node.path("type").asText().equals("rich_text_list") ? "\n" : "";
        StringBuilder words = new StringBuilder();
        node.path("elements").forEach(part -> words.append(rich(part, depth)).append(end));
        return words.toString();
    }

    private static String label(JsonNode link) {
        String words = link.path("text").asText();
        return words.isEmpty() ? "" : "|" + escaped(words);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String text) {
        if (!text.isBlank()) {
            lines.add(text.strip());
        }
    }
}
