package routes.common.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads points in time as people and VeAIOps' clients write them. */
final class IsoInstant {
    private static final int LAST_YEAR = 9999;

    private IsoInstant() {}

    /** @param zone of a text that names none */
    static Instant parse(String text, ZoneId zone) {
        Instant own = OwnInstant.parse(text);
        return own == null ? foreign(text, zone) : own;
    }

    private static Instant foreign(String text, ZoneId zone) {
        String trimmed = text.strip();
        Instant instant = trimmed.length() == "2026-01-01".length()
                ? LocalDate.parse(trimmed).atStartOfDay(zone).toInstant()
                : dateTime(trimmed.replace(' ', 'T'), zone);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("the year must be within 1 to " + LAST_YEAR + ": " + Year.of(year));
        }
        return instant;
    }

    private static Instant dateTime(String text, ZoneId zone) {
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) parsed).atZone(zone).toInstant();
    }
}
