package routes.channel.mapped;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import routes.notice.render.Dialect;

/**
 * How a mapped channel marks up text.
 *
 * @param longest characters that a field of the message may have
 */
record Markup(Dialect basis, Map<String, Integer> longest) implements Dialect {
    @Override
    public Place placeOf(JsonNode holder, String field) {
        return basis.placeOf(holder, field);
    }

    @Override
    public int longest(JsonNode holder, String field) {
        return longest.getOrDefault(field, Integer.MAX_VALUE);
    }

    @Override
    public String markup(String text) {
        return basis.markup(text);
    }

    @Override
    public String markup(String text, char before) {
        return basis.markup(text, before);
    }

    @Override
    public String link(String words, String url) {
        return basis.link(words, url);
    }

    @Override
    public String address(String url) {
        return basis.address(url);
    }
}
