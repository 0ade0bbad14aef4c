package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
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
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (SPECIAL.indexOf(point) >= 0) {
                safe.append("&#").append(point).append(';');
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
