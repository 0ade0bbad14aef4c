package routes.channel.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
import routes.notice.render.LookAlikes;
import routes.notice.render.MarkedText;
import routes.notice.render.Medium;

/**
 * WeCom's Markdown: mentions ({@code <@userid>}) and colours stand in angle brackets. It documents no way to escape ({@link
 * LookAlikes}).
 */
public enum WeComMarkup implements Dialect {
    MARKDOWN;

    private static final MarkedText TEXT =
            new MarkedText(LookAlikes::words, WeComMarkup::url, LookAlikes::begin, "\n", "");

    /** The content may have 4096 bytes; the whole has a few more. */
    private static final int MOST_BYTES = 4096;

    /** What a group robot takes. */
    public static Medium messages() {
        return Medium.json("wecom", MARKDOWN, MOST_BYTES).coloured("warning", "warning", "comment", "info", "comment");
    }

    @Override
    public Place placeOf(JsonNode holder, String field) {
        if (field.equals("url") || field.equals("picurl")) {
            return Place.ADDRESS;
        }
        return field.equals("content") ? Place.MARKUP : Place.PLAIN;
    }

    @Override
    public String markup(String text) {
        return markup(text, '\n');
    }

    @Override
    public String markup(String text, char before) {
        return (before == ']' ? " " : "") + TEXT.write(text, before);
    }

    private static String url(String url) {
        return "[" + LookAlikes.address(url) + "](" + url.replace("(", "%28").replace(")", "%29") + ")";
    }
}
