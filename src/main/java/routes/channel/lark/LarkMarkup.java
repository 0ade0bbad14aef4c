package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
import routes.notice.render.MarkedText;
import routes.notice.render.Medium;

/** The Markdown of Lark cards, whose special characters are written as HTML entities. */
public enum LarkMarkup implements Dialect {
    CARD;

    /** Of the 30 KB that a card may have. */
    private static final int MOST_BYTES = 29_000;

    /** Built-in cards, JSON 2.0. */
    public static Medium cards() {
        return Medium.json("lark", CARD, MOST_BYTES).coloured("red", "orange", "yellow", "green", "blue");
    }

    private static final MarkedText TEXT =
            new MarkedText((piece, line) -> entities(piece), LarkMarkup::url, LarkMarkup::begin, "\n", "\u00A0");

    private static final String SPECIAL = "&<>*_~[]()#`\\!$|";

    @Override
    public Place placeOf(JsonNode holder, String field) {
        if (field.equals("url") || field.endsWith("_url") || field.equals("href")) {
            return Place.ADDRESS;
        }
        return holder.path("tag").asText().equals("plain_text") ? Place.PLAIN : Place.MARKUP;
    }

    @Override
    public String markup(String text) {
        return markup(text, '\n');
    }

    @Override
    public String markup(String text, char before) {
        return TEXT.write(text, before);
    }

    @Override
    public boolean folds() {
        return true;
    }

    /** An address with entities in it leads nowhere: it is the target of a link that shows it. */
    private static String url(String url) {
        return "[" + entities(url) + "]("
                + url.replace("(", "%28").replace(")", "%29").replace("*", "%2A") + ")";
    }

    /** The first character of a list or a number's point, as an entity. */
    private static String begin(String mark) {
        int at = Character.isDigit(mark.charAt(0)) ? mark.length() - 1 : 0;
        return entities(mark.substring(0, at)) + "&#" + (int) mark.charAt(at) + ";" + entities(mark.substring(at + 1));
    }

    private static String entities(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                safe.append("&#").append((int) c).append(';');
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
