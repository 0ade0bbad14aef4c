package routes.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads points in time as people and the reference's clients write them. */
final class IsoInstant {
    private static final int LAST_YEAR = 9999;

    private IsoInstant() {}

    static Instant parse(String text) {
        Instant own = OwnInstant.parse(text);
        return own == null ? foreign(text) : own;
    }

    private static Instant foreign(String text) {
        String trimmed = text.strip();
        Instant instant = trimmed.length() == "2026-01-01".length()
                ? LocalDate.parse(trimmed).atStartOfDay(ZoneOffset.UTC).toInstant()
                : dateTime(trimmed.replace(' ', 'T'));
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("the year must be within 1 to " + LAST_YEAR + ": " + Year.of(year));
        }
        return instant;
    }

    private static Instant dateTime(String text) {
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    }
}
