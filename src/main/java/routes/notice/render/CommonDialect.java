package routes.notice.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Ways of marking up that platforms share, or that a channel file names ({@code markup}). */
public enum CommonDialect implements Dialect {
    /** No marks at all. */
    PLAIN {
        @Override
        public String markup(String text) {
            return text;
        }

        @Override
        public String link(String words, String url) {
            return words.equals(url) ? url : words + " (" + url + ")";
        }
    },
    /** HTML, where a break or two blanks are one blank. */
    HTML {
        private final MarkedText text = new MarkedText(
                (piece, line) -> html(piece), CommonDialect::htmlUrl, mark -> html(mark), "<br>", "\u00A0");

        @Override
        public String markup(String value, char before) {
            return quoted(before) ? html(value) : text.write(value, before);
        }

        @Override
        public String link(String words, String url) {
            return htmlLink(words, url);
        }

        @Override
        public String address(String url) {
            return html(url);
        }
    },
    /** Telegram's HTML: a name behind an at sign calls its owner there. */
    TELEGRAM {
        private final MarkedText text =
                new MarkedText((piece, line) -> html(piece), CommonDialect::htmlUrl, mark -> html(mark), "\n", "");

        @Override
        public String markup(String value, char before) {
            String safe = uncalled(value);
            return quoted(before) ? html(safe) : text.write(safe, before);
        }

        @Override
        public String link(String words, String url) {
            return htmlLink(words, url);
        }

        @Override
        public String address(String url) {
            return html(url);
        }
    },
    /** CommonMark, where little is known of the platform: names behind an at sign could call people. */
    MARKDOWN {
        private final MarkedText text = MarkedText.escaping(
                new MarkedText.Escapes("*`[]~<|_&", Map.of(), false), CommonDialect::angled, "  \n");

        @Override
        public String markup(String value, char before) {
            return text.write(uncalled(value), before);
        }
    },
    /** Discord: an underscore is a mark within a word too, a pair of bars hides text, and a message says who may be called. */
    DISCORD {
        private final MarkedText text = MarkedText.escaping(
                        new MarkedText.Escapes("*`[]~<|_", Map.of(), true), CommonDialect::angled, "\n")
                .keepingBlanks();

        @Override
        public String markup(String value, char before) {
            return text.write(value, before);
        }
    },
    /** Mattermost, whose parser is a fork of marked: it escapes no {@code <} and no {@code &}, but reads entities. */
    MATTERMOST {
        private final MarkedText text = MarkedText.escaping(
                new MarkedText.Escapes("*`[]~_", Map.of('<', "&lt;", '>', "&gt;", '|', "&#124;", '$', "&#36;"), false),
                CommonDialect::angled,
                "\n");

        @Override
        public String markup(String value, char before) {
            return text.write(uncalled(value), before);
        }
    },
    /** Zulip: no sign can be escaped. */
    ZULIP {
        private final MarkedText text =
                new MarkedText(ZulipText::words, ZulipText::url, ZulipText::begin, "\n", "\u00A0");

        @Override
        public String markup(String value, char before) {
            return (before == ']' ? " " : "") + text.write(value, before);
        }
    };

    /** A sign that begins a name, and not the one within an e-mail address. */
    private static final Pattern CALL = Pattern.compile("(?<![A-Za-z0-9])@(?=[\\p{L}\\p{N}_])");

    @Override
    public String markup(String text) {
        return markup(text, '\n');
    }

    @Override
    public Place placeOf(JsonNode holder, String field) {
        return field.equals("url") || field.equals("href") ? Place.ADDRESS : Place.MARKUP;
    }

    /** What comes from outside calls no person: the sign in front of a name becomes a wide one. */
    static String uncalled(String text) {
        return text.indexOf('@') < 0 ? text : CALL.matcher(text).replaceAll("＠");
    }

    /** An address in angle brackets, which end it whatever stands behind it. */
    private static String angled(String url) {
        return "<" + url.replace("*", "%2A") + ">";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String htmlUrl(String url) {
        return htmlLink(html(url), url);
    }

    /** Whether a value stands in an attribute: there are no marks there. */
    private static boolean quoted(char before) {
        return before == '"' || before == '\'';
    }

    private static String htmlLink(String words, String url) {
        return "<a href=\"" + html(url) + "\">" + words + "</a>";
    }
}
