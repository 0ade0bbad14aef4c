package routes.notice.render;

/**
 * How much of an alarm's text a message shows; the whole is at the event.
 *
 * @param characters at most
 * @param lines at most
 */
public record Excerpt(int characters, int lines) {
    /** As much as the platform takes. */
    public static final Excerpt NONE = new Excerpt(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final int FEWEST = 100;

    /** @param characters 0 for no limit, else 100 or more; lines likewise */
    public static Excerpt of(int characters, int lines) {
        if ((characters != 0 && characters < FEWEST) || characters < 0 || lines < 0) {
            throw new IllegalArgumentException(
                    "an excerpt has " + FEWEST + " characters and a line at least, or 0 for all");
        }
        return new Excerpt(characters == 0 ? Integer.MAX_VALUE : characters, lines == 0 ? Integer.MAX_VALUE : lines);
    }

    /** The beginning of a text, with an ellipsis where that is not all of it. */
    String of(String text) {
        int end = -1;
        for (int line = 0; line < lines; line++) {
            end = text.indexOf('\n', end + 1);
            if (end < 0) {
                return MessageValues.cut(text, characters);
            }
        }
        return MessageValues.cut(text.substring(0, end).stripTrailing() + "\n…", characters);
    }
}
