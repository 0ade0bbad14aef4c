package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
import routes.notice.render.Medium;

/**
 * DingTalk's Markdown. It documents no way to escape, so what would make a tag or a link is taken apart: a tag's bracket
 * becomes a wide one, a bracket that ends the words of a link is parted from its address. Mentions need an entry beside the
 * text ({@code at}), which no template makes.
 */
public enum DingTalkMarkup implements Dialect {
    MARKDOWN;

    private static final int MOST_BYTES = 18_000;

    /** What a robot takes. */
    public static Medium messages() {
        return Medium.json("dingtalk", MARKDOWN, MOST_BYTES)
                .coloured("#d92d20", "#f79009", "#b88a00", "#12b76a", "#2e90fa");
    }

    @Override
    public Place placeOf(JsonNode holder, String field) {
        if (field.endsWith("Url") || field.endsWith("URL")) {
            return Place.ADDRESS;
        }
        return field.equals("text") || field.equals("content") ? Place.MARKUP : Place.PLAIN;
    }

    @Override
    public String markup(String text) {
        return text.replaceAll("<(?=[A-Za-z/!?@#])", "＜")
                .replaceAll("](?=[(\\[:]|$)", "] ")
                .replaceAll("^(?=[(\\[:])", " ");
    }
}
