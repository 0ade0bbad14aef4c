package routes.alarm;

import org.jspecify.annotations.Nullable;

/** Text from outside made safe to store and to write as UTF-8, and cut to a length that people read. */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** The text with every half of a broken surrogate pair replaced: JSON may hold such halves, UTF-8 may not. */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withoutBrokenPairs(text);
            }
        }
        return text;
    }

    /** The first {@code limit} characters at most, never half of a pair; a cut text ends with an ellipsis. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** The first of these that says something, trimmed of nothing; empty when none does. */
    public static String firstOf(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !isBlank(candidate)) {
                return candidate;
            }
        }
        return "";
    }

    /** Whether nothing in it is visible: blanks of any width, and marks without one, as forms and editors leave them. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isInvisible(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInvisible(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT;
    }

    private static String withoutBrokenPairs(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
