package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
import routes.notice.render.MarkedText;
import routes.notice.render.Medium;

/**
 * Slack's mrkdwn: mentions and links stand in angle brackets, so text without those calls no person. What emphasises cannot
 * be escaped there: where such a sign would, its twin stands instead. A {@code plain_text} shows everything as it is.
 */
public enum SlackMarkup implements Dialect {
    MRKDWN;

    private static final String SIGNS = "*_~`";
    private static final String TWINS = "∗＿∼ˋ";

    private static final MarkedText TEXT = new MarkedText(
            SlackMarkup::words, url -> "<" + escaped(url.replace("*", "%2A")) + ">", SlackMarkup::begin, "\n", "");

    /** Of a section; a button may have less. */
    private static final int LONGEST_SECTION = 2900;

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
            return holder.has("emoji") ? LONGEST_SECTION : LONGEST_PLAIN;
        }
        return holder.has("type") ? LONGEST_TEXT : LONGEST_MESSAGE;
    }

    @Override
    public String markup(String text) {
        return markup(text, '\n');
    }

    @Override
    public String markup(String text, char before) {
        return TEXT.write(text, before);
    }

    private static String words(String piece, String line) {
        StringBuilder twins = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            int sign = SIGNS.indexOf(piece.charAt(i));
            twins.append(sign >= 0 && emphasises(piece, i) ? TWINS.charAt(sign) : piece.charAt(i));
        }
        return escaped(twins.toString());
    }

    /** Whether a sign could: neither within a word nor among blanks. */
    private static boolean emphasises(String text, int at) {
        char before = at == 0 ? '.' : text.charAt(at - 1);
        char after = at == text.length() - 1 ? '.' : text.charAt(at + 1);
        boolean inWord = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
        return text.charAt(at) == '`' || !(inWord || (before == ' ' && after == ' '));
    }

    /** A quote; Slack makes headings and lists of nothing. */
    private static String begin(String mark) {
        return mark.startsWith(">") ? mark.replace('>', '＞') : words(mark, mark);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String link(String words, String url) {
        return "<" + url + "|" + words.replace('|', '¦') + ">";
    }

    @Override
    public String address(String url) {
        return escaped(url);
    }

    private static boolean plain(JsonNode holder) {
        return holder.path("type").asText().equals("plain_text");
    }
}
