package routes.channel.teams;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.Dialect;
import routes.notice.render.Medium;

/** The Markdown of Adaptive Cards. Mentions need an entry in the card beside their text, which no template makes. */
public enum TeamsMarkup implements Dialect {
    CARD;

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

    /** Two spaces before a line break are one in Markdown; a card shows a single break as a space. */
    @Override
    public String markup(String text) {
        return text.replaceAll("[\\\\`*_\\[\\]<>#~]|^[(:]", "\\\\$0").replace("\n", "\n\n");
    }
}
