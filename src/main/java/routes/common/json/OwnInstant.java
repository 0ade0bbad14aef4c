package routes.common.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which we write instants, {@code 2026-11-23T10:00:00.000Z}, written and read digit by digit: every record
 * of the log holds several, and a formatter costs more than the rest of the record.
 */
final class OwnInstant {
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final int YEAR = 0;
    private static final int MONTH = 5;
    private static final int DAY = 8;
    private static final int HOUR = 11;
    private static final int MINUTE = 14;
    private static final int SECOND = 17;
    private static final int MILLI = 20;
    private static final int LAST_YEAR = 9999;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private OwnInstant() {}

    /** The text of an instant between the years 0 and 9999; null for any other. */
    static @Nullable String text(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return null;
        }
        char[] text = FORM.toCharArray();
        write(text, YEAR, MONTH - 1, time.getYear());
        write(text, MONTH, DAY - 1, time.getMonthValue());
        write(text, DAY, HOUR - 1, time.getDayOfMonth());
        write(text, HOUR, MINUTE - 1, time.getHour());
        write(text, MINUTE, SECOND - 1, time.getMinute());
        write(text, SECOND, MILLI - 1, time.getSecond());
        write(text, MILLI, FORM.length() - 1, time.getNano() / NANOS_OF_MILLI);
        return new String(text);
    }

    /** The instant that the text names; null when the text is not of this form or names no instant. */
    static @Nullable Instant parse(String text) {
        if (!ofThisForm(text)) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            read(text, YEAR, MONTH - 1),
                            read(text, MONTH, DAY - 1),
                            read(text, DAY, HOUR - 1),
                            read(text, HOUR, MINUTE - 1),
                            read(text, MINUTE, SECOND - 1),
                            read(text, SECOND, MILLI - 1),
                            read(text, MILLI, FORM.length() - 1) * NANOS_OF_MILLI)
                    .toInstant(ZoneOffset.UTC);
        } catch (java.time.DateTimeException notADate) {
            return null;
        }
    }

    private static boolean ofThisForm(String text) {
        if (text.length() != FORM.length() || text.startsWith("0000")) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char wanted = FORM.charAt(i);
            char found = text.charAt(i);
            boolean fits = wanted == '0' ? found >= '0' && found <= '9' : found == wanted;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static void write(char[] text, int from, int to, int value) {
        int rest = value;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int read(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }
}
