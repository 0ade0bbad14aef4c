package routes.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The times that monitoring systems send, read without trust: what cannot be read, is not positive or lies more than a
 * day after the receipt is null. Such a time would make every later alarm look late.
 */
public final class SourceTime {
    private static final long LARGEST_SECONDS = 100_000_000_000L;
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final int MAX_DIGITS = 15;

    private SourceTime() {}

    /** From seconds since the epoch; a value beyond the year 5138 is taken for milliseconds. */
    public static @Nullable Instant ofEpoch(long value, Instant receivedAt) {
        if (value <= 0) {
            return null;
        }
        return believable(
                value > LARGEST_SECONDS ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value), receivedAt);
    }

    /** From digits (as {@link #ofEpoch}) or an ISO-8601 time with an offset. */
    public static @Nullable Instant parse(@Nullable String text, Instant receivedAt) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (isDigits(text)) {
            return text.length() <= MAX_DIGITS ? ofEpoch(Long.parseLong(text), receivedAt) : null;
        }
        try {
            return believable(OffsetDateTime.parse(text).toInstant(), receivedAt);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The time itself, or null when no honest clock could have sent it. */
    public static @Nullable Instant believable(Instant time, Instant receivedAt) {
        return time.isAfter(receivedAt.plus(CLOCK_SKEW)) || time.isBefore(Instant.EPOCH) ? null : time;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
