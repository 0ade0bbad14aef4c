package routes.channel.teams;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import routes.notice.render.Dialect;
import routes.notice.render.MarkedText;
import routes.notice.render.Medium;

/** The Markdown of Adaptive Cards. Mentions need an entry in the card beside their text, which no template makes. */
public enum TeamsMarkup implements Dialect {
    CARD;

    private static final MarkedText.Escapes ESCAPES =
            new MarkedText.Escapes("*`[]~_", Map.of('<', "&lt;", '>', "&gt;"), false);
    private static final MarkedText TEXT = MarkedText.escaping(ESCAPES, TeamsMarkup::url, "\n\n");

    /** Teams says 28 KB and was seen to refuse less. */
    private static final int MOST_BYTES = 20_000;

    /** A message with one card, as a workflow takes it. */
    public static Medium messages() {
        return Medium.json("teams", CARD, MOST_BYTES).coloured("attention", "warning", "accent", "good", "default");
    }

    @Override
    public Place placeOf(JsonNode holder, String field) {
        if (field.equals("url")) {
            return Place.ADDRESS;
        }
        return holder.path("type").asText().startsWith("Action.") ? Place.PLAIN : Place.MARKUP;
    }

    /** Older clients show a backslash that escapes: only what would be a mark has one. A single break is shown as a space. */
    @Override
    public String markup(String text, char before) {
        return TEXT.write(text, before);
    }

    @Override
    public String markup(String text) {
        return markup(text, '\n');
    }

    /** A card makes no link of a bare address by itself. */
    private static String url(String url) {
        String address = url.replace("*", "%2A").replaceAll("&(?=#?[A-Za-z0-9]{1,32};)", "&amp;");
        boolean balanced = url.chars().filter(c -> c == '(').count()
                == url.chars().filter(c -> c == ')').count();
        return "[" + ESCAPES.write(url) + "]("
                + (balanced ? address : address.replace("(", "%28").replace(")", "%29")) + ")";
    }
}
