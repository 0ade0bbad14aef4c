package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
import routes.notice.render.Medium;

/**
 * Slack's mrkdwn: mentions and links stand in angle brackets, so text without those calls no person. Stars
 * and backticks cannot be escaped there and are left: they change the form of a text, not what it does.
 */
public enum SlackMarkup implements Dialect {
    MRKDWN;

    private static final int LONGEST_PLAIN = 150;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_MESSAGE = 3900;
    private static final int MOST_BYTES = 60_000;

    /** What {@code chat.postMessage} and an incoming webhook take. */
    public static Medium messages() {
        return Medium.json("slack", MRKDWN, MOST_BYTES).coloured("#d92d20", "#f79009", "#eaaa08", "#12b76a", "#2e90fa");
    }

    @Override
    public Place placeOf(JsonNode holder, String field) {
        return switch (field) {
            case "url", "image_url" -> Place.ADDRESS;
            case "value", "action_id", "block_id", "color" -> Place.PLAIN;
            default -> plain(holder) ? Place.PLAIN : Place.MARKUP;
        };
    }

    @Override
    public int longest(JsonNode holder, String field) {
        if (plain(holder)) {
            return LONGEST_PLAIN;
        }
        return holder.has("type") ? LONGEST_TEXT : LONGEST_MESSAGE;
    }

    @Override
    public String markup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String link(String words, String url) {
        return "<" + url + "|" + words.replace('|', '¦') + ">";
    }

    @Override
    public String address(String url) {
        return markup(url);
    }

    private static boolean plain(JsonNode holder) {
        return holder.path("type").asText().equals("plain_text");
    }
}
