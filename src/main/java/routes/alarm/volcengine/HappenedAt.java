package routes.alarm.volcengine;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import routes.alarm.SourceTime;

/** The field {@code HappenedAt}: {@code 2025-05-01 10:00:00(UTC+08:00)}, or epoch seconds in system events. */
final class HappenedAt {
    private static final DateTimeFormatter WITH_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'(UTC'xxx')'", Locale.ROOT);

    private HappenedAt() {}

    /** Null when it cannot be read, or says a time without its zone. */
    static @Nullable Instant parse(@Nullable String text, Instant receivedAt) {
        if (text == null || !text.endsWith(")")) {
            return SourceTime.parse(text, receivedAt);
        }
        try {
            return SourceTime.believable(OffsetDateTime.parse(text, WITH_ZONE).toInstant(), receivedAt);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
