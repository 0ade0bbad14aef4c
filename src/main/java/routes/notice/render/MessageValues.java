package routes.notice.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.alarm.PlainText;
import routes.notice.render.Dialect.Place;

/**
 * The values of one message. A template sees a mark for each of them, and the value takes the mark's place after the
 * template has run: only then it is known where it stands, and nothing in a value is ever read as a part of a template.
 */
final class MessageValues {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MARK = Pattern.compile(OPEN + "(\\d{1,6})" + CLOSE);
    /** Controls but tab and line feed, marks that turn the direction of text around, and ours. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}&&[^\\t\\n]]|[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uE000\\uE001\\uFEFF]");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** A tag up to a place within the value of one of its attributes. */
    private static final Pattern ATTRIBUTE = Pattern.compile("<[A-Za-z][^<>]*=\\s*([\"'])[^\"'<>]*");

    private static final int LONGEST_LINE = 300;
    /** Characters of a text that become a line: there are blanks among them, and marks that no reader sees. */
    private static final int LOOKED_AT = 4 * LONGEST_LINE;

    private enum Kind {
        /** Text from outside. */
        TEXT,
        /** Said by an agent of ours, with links. */
        PROSE,
        /** Made by us. */
        OWN,
        LINK
    }

    private record Piece(Kind kind, String value) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final int longest;

    /** @param longest characters of a text that can be shown at all: the rest need not be looked at */
    MessageValues(int longest) {
        this.longest = longest;
    }

    String text(@Nullable String value) {
        return mark(Kind.TEXT, clean(value, longest));
    }

    /** A text that stands in one line with others: no breaks in it, and no longer than a line can be. */
    String line(@Nullable String value) {
        return mark(Kind.TEXT, cut(BLANKS.matcher(clean(value, LOOKED_AT)).replaceAll(" "), LONGEST_LINE));
    }

    String prose(@Nullable String value) {
        return mark(Kind.PROSE, clean(value, longest));
    }

    String own(String value) {
        return mark(Kind.OWN, value);
    }

    /** What stands behind the mark of a value of ours; a text without marks stands for itself. */
    String ownValue(String marked) {
        Matcher mark = MARK.matcher(marked);
        return mark.matches() ? pieces.get(Integer.parseInt(mark.group(1))).value : marked;
    }

    String link(@Nullable String url) {
        return mark(Kind.LINK, SafeUrl.of(url));
    }

    /** The longest text, which decides how much cutting can save. */
    int longest() {
        return pieces.stream()
                .filter(piece -> piece.kind == Kind.TEXT || piece.kind == Kind.PROSE)
                .mapToInt(piece -> piece.value.length())
                .max()
                .orElse(0);
    }

    static boolean hasMarks(String text) {
        return text.indexOf(OPEN) >= 0 || text.indexOf(CLOSE) >= 0;
    }

    /** @param limit characters that a text may have at most */
    String fill(String text, Place place, Dialect dialect, int limit) {
        if (text.indexOf(OPEN) < 0) {
            return text;
        }
        Matcher marks = MARK.matcher(text);
        StringBuilder filled = new StringBuilder(text.length());
        while (marks.find()) {
            Piece piece = pieces.get(Integer.parseInt(marks.group(1)));
            char before = before(text, marks.start());
            marks.appendReplacement(
                    filled, Matcher.quoteReplacement(shown(piece, new Spot(place, before), dialect, limit)));
        }
        return marks.appendTail(filled).toString();
    }

    private static char before(String text, int at) {
        int tag = text.lastIndexOf('<', at);
        if (tag > text.lastIndexOf('>', at)) {
            Matcher attribute = ATTRIBUTE.matcher(text).region(tag, at);
            if (attribute.matches()) {
                return attribute.group(1).charAt(0);
            }
        }
        return at == 0 ? '\n' : text.charAt(at - 1);
    }

    /**
     * Where a value stands.
     *
     * @param before the character in front of it, a line break at the beginning; in an attribute the quote that opens that
     */
    private record Spot(Place place, char before) {}

    private static String shown(Piece piece, Spot spot, Dialect dialect, int limit) {
        return switch (piece.kind) {
            case OWN -> piece.value;
            case LINK -> {
                String target = dialect.target(piece.value);
                yield spot.place == Place.MARKUP ? dialect.address(target) : target;
            }
            case TEXT, PROSE -> switch (spot.place) {
                case PLAIN -> cut(piece.value, limit);
                case ADDRESS -> SafeUrl.of(piece.value);
                case MARKUP -> {
                    String value = cut(piece.value, limit);
                    yield piece.kind == Kind.TEXT
                            ? dialect.markup(value, spot.before)
                            : Prose.markup(value, dialect, spot.before);
                }
            };
        };
    }

    /** The first characters of a text, an address whole or not at all. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = BareUrls.end(text, limit - 1);
        return end >= limit - 1 || end < limit / 2 ? PlainText.cut(text, limit) : text.substring(0, end) + "…";
    }

    /** @param limit characters of it that matter */
    private static String clean(@Nullable String value, int limit) {
        return value == null
                ? ""
                : UNSEEN.matcher(PlainText.clean(PlainText.cut(value, limit)))
                        .replaceAll("")
                        .strip();
    }

    /** Nothing has no mark, so that a section about it is left out. */
    private String mark(Kind kind, String value) {
        if (value.isEmpty()) {
            return "";
        }
        pieces.add(new Piece(kind, value));
        return OPEN + Integer.toString(pieces.size() - 1) + CLOSE;
    }
}
