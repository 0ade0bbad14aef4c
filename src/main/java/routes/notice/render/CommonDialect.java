package routes.notice.render;

import com.fasterxml.jackson.databind.JsonNode;

/** Ways of marking up that belong to no vendor. */
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
    /** HTML, also within attributes in quotes. */
    HTML {
        @Override
        public String markup(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }

        @Override
        public String link(String words, String url) {
            return "<a href=\"" + address(url) + "\">" + words + "</a>";
        }

        @Override
        public String address(String url) {
            return markup(url);
        }
    },
    /** CommonMark. */
    MARKDOWN {
        @Override
        public String markup(String text) {
            return text.replaceAll("[\\\\`*_{}\\[\\]()<>#|~!&+-]|^[:=]", "\\\\$0");
        }
    };

    @Override
    public Place placeOf(JsonNode holder, String field) {
        return field.equals("url") || field.equals("href") ? Place.ADDRESS : Place.MARKUP;
    }
}
