package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import routes.notice.render.Dialect;
import routes.notice.render.LookAlikes;
import routes.notice.render.MarkedText;
import routes.notice.render.Medium;

/**
 * DingTalk's Markdown. It documents no way to escape ({@link LookAlikes}), and a line ends with two blanks. Mentions need an entry beside the
 * text ({@code at}), which no template makes.
 */
public enum DingTalkMarkup implements Dialect {
    MARKDOWN;

    private static final String OPEN_IN_BROWSER = "dingtalk://dingtalkclient/page/link?pc_slide=false&url=";
    private static final MarkedText TEXT =
            new MarkedText(LookAlikes::words, DingTalkMarkup::url, LookAlikes::begin, "  \n", "\u00A0");

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
        return markup(text, '\n');
    }

    @Override
    public String markup(String text, char before) {
        return (before == ']' ? " " : "") + TEXT.write(text, before);
    }

    /** Without this the address opens in a window of DingTalk's own, where the page's session is not known. */
    @Override
    public String target(String url) {
        return OPEN_IN_BROWSER + URLEncoder.encode(url, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String url(String url) {
        return "[" + LookAlikes.address(url) + "](" + MARKDOWN.target(url) + ")";
    }
}
