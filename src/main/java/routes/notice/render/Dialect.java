package routes.notice.render;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a channel marks up text, and where in its messages it does. A new channel brings its own.
 *
 * <p>The promise of {@link #markup}: what comes out is shown as text. It mentions no person and is no link whose words differ
 * from its address.
 */
public interface Dialect {
    /** What a text in a message is. */
    enum Place {
        /** Shown as it is. */
        PLAIN,
        /** Read by the channel for its marks. */
        MARKUP,
        /** An address. */
        ADDRESS
    }

    /**
     * What a field of a JSON message is.
     *
     * @param holder the object that has the field; the array's holder for an element of an array
     */
    Place placeOf(JsonNode holder, String field);

    /** How many characters a field of a JSON message may have, marks and all. */
    default int longest(JsonNode holder, String field) {
        return Integer.MAX_VALUE;
    }

    /** Text from outside as it stands in marked up text: shown as it is, its line breaks and its bare addresses too. */
    String markup(String text);

    /**
     * The same, where it matters what stands in front.
     *
     * @param before a line break where the text begins a line, the quote in front of an attribute's value within one
     */
    default String markup(String text, char before) {
        return markup(text);
    }

    /** Whether its messages hold long texts that open when they are pressed. */
    default boolean folds() {
        return false;
    }

    /** A link with words of its own in marked up text. @param words marked up already */
    default String link(String words, String url) {
        return "[" + words + "](" + url + ")";
    }

    /** What a person who presses a link of ours goes to, such as a call of the platform that opens the address. */
    default String target(String url) {
        return url;
    }

    /** An address in marked up text; it has no space, bracket, quote or control character. */
    default String address(String url) {
        return url;
    }
}
