package routes.channel.email;

import com.fasterxml.jackson.databind.JsonNode;
import routes.notice.render.CommonDialect;
import routes.notice.render.Dialect;
import routes.notice.render.Medium;

/** A message as its template makes it: {@code subject} and {@code text} are plain, {@code html} is HTML. */
public enum EmailMarkup implements Dialect {
    MAIL;

    private static final int MOST_BYTES = 200_000;
    /** What mail programs show; RFC 5322 folds longer ones. */
    private static final int LONGEST_SUBJECT = 200;

    public static Medium messages() {
        return Medium.json("email", MAIL, MOST_BYTES).coloured("#d92d20", "#f79009", "#eaaa08", "#12b76a", "#667085");
    }

    @Override
    public Place placeOf(JsonNode holder, String field) {
        return field.equals("html") ? Place.MARKUP : Place.PLAIN;
    }

    @Override
    public int longest(JsonNode holder, String field) {
        return field.equals("subject") ? LONGEST_SUBJECT : Integer.MAX_VALUE;
    }

    @Override
    public String markup(String text) {
        return markup(text, '\n');
    }

    @Override
    public String markup(String text, char before) {
        return CommonDialect.HTML.markup(text, before);
    }

    @Override
    public String link(String words, String url) {
        return CommonDialect.HTML.link(words, url);
    }

    @Override
    public String address(String url) {
        return CommonDialect.HTML.address(url);
    }
}
