package routes.alarm.mapping;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * A pattern of times, in the letters of C's {@code strptime} ({@code %d.%m.%Y %H:%M}) if there is a {@code %} in it, else in those of
 * Java's {@code DateTimeFormatter} ({@code dd.MM.yyyy HH:mm}). Names are English; upper and lower case make no difference.
 */
final class JqTimePattern {
    private static final int MOST_KNOWN = 1_000;
    private static final Map<String, JqTimePattern> KNOWN = new ConcurrentHashMap<>();
    /** Names, and letters that stand for several others. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('Y', "uuuu"),
            Map.entry('y', "uu"),
            Map.entry('p', "a"),
            Map.entry('b', "MMM"),
            Map.entry('h', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('F', "uuuu-MM-dd"),
            Map.entry('D', "MM/dd/uu"),
            Map.entry('R', "HH:mm"));
    /** Numbers: a text may be without the zero before a digit. */
    private static final Map<Character, ChronoField> NUMBERS = Map.of(
            'm', ChronoField.MONTH_OF_YEAR,
            'd', ChronoField.DAY_OF_MONTH,
            'e', ChronoField.DAY_OF_MONTH,
            'H', ChronoField.HOUR_OF_DAY,
            'I', ChronoField.CLOCK_HOUR_OF_AMPM,
            'M', ChronoField.MINUTE_OF_HOUR,
            'S', ChronoField.SECOND_OF_MINUTE,
            'j', ChronoField.DAY_OF_YEAR);

    private final DateTimeFormatter reading;
    private final DateTimeFormatter writing;

    private JqTimePattern(DateTimeFormatter reading, DateTimeFormatter writing) {
        this.reading = reading;
        this.writing = writing;
    }

    static JqTimePattern of(String pattern) throws JsonQueryException {
        JqTimePattern known = KNOWN.get(pattern);
        if (known == null) {
            known = new JqTimePattern(formatter(pattern, false), formatter(pattern, true));
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(pattern, known);
        }
        return known;
    }

    /** In the letters of C, whatever is in it. */
    static JqTimePattern ofC(String pattern) throws JsonQueryException {
        return pattern.indexOf('%') < 0 ? of("'" + pattern.replace("'", "''") + "'") : of(pattern);
    }

    TemporalAccessor parse(String text) {
        return reading.parse(text);
    }

    String format(ZonedDateTime time) {
        return writing.format(time);
    }

    private static DateTimeFormatter formatter(String pattern, boolean writes) throws JsonQueryException {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        try {
            if (pattern.indexOf('%') < 0) {
                builder.appendPattern(pattern);
            } else {
                ofC(builder, pattern, writes);
            }
            return builder.toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new JsonQueryException("\"" + pattern + "\" is no pattern of a time: " + e.getMessage());
        }
    }

    private static void ofC(DateTimeFormatterBuilder builder, String pattern, boolean writes) {
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            if (letter != '%') {
                builder.appendLiteral(letter);
            } else if (++i == pattern.length()) {
                throw new IllegalArgumentException("it ends with %");
            } else {
                letter(builder, pattern.charAt(i), writes);
            }
        }
    }

    private static void letter(DateTimeFormatterBuilder builder, char letter, boolean writes) {
        ChronoField number = NUMBERS.get(letter);
        if (number != null) {
            int most = letter == 'j' ? 3 : 2;
            builder.appendValue(number, writes && letter != 'e' ? most : 1, most, SignStyle.NOT_NEGATIVE);
        } else if (LETTERS.containsKey(letter)) {
            builder.appendPattern(String.valueOf(LETTERS.get(letter)));
        } else {
            other(builder, letter, writes);
        }
    }

    private static void other(DateTimeFormatterBuilder builder, char letter, boolean writes) {
        switch (letter) {
            case '%' -> builder.appendLiteral('%');
            case 'n', 't' -> builder.appendLiteral(' ');
            case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
            case 'z' -> offset(builder, writes);
            case 'Z' -> builder.appendPattern(writes ? "zzz" : "[VV][zzz]");
            default -> throw new IllegalArgumentException("%" + letter + " is not known");
        }
    }

    /** Written as {@code +0800}, read with a colon or without minutes too. */
    private static void offset(DateTimeFormatterBuilder builder, boolean writes) {
        if (writes) {
            builder.appendOffset("+HHMM", "+0000");
            return;
        }
        for (String form : List.of("+HH:MM", "+HHMM", "+HH")) {
            builder.optionalStart().appendOffset(form, "Z").optionalEnd();
        }
    }
}
