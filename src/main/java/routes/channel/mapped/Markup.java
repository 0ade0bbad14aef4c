package routes.channel.mapped;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import routes.notice.render.Dialect;

/**
 * How a mapped channel marks up text.
 *
 * @param longest characters that a field of the message may have
 * @param plain fields that are shown as they are
 */
record Markup(Dialect basis, Map<String, Integer> longest, Set<String> plain) implements Dialect {
    @Override
    public Place placeOf(JsonNode holder, String field) {
        return plain.contains(field) ? Place.PLAIN : basis.placeOf(holder, field);
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
