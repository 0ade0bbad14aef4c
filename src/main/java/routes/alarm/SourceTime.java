package routes.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The times that monitoring systems send, read without trust. What cannot be read is null, and so is a time of the past
 * that lies ahead of the receipt: the sender's clock or zone is wrong, and by such a time every later alarm would look
 * late.
 */
public final class SourceTime {
    /** Larger numbers are milliseconds. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;
    /** How far the clock of a sender may be ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int MAX_DIGITS = 15;

    private SourceTime() {}

    /** From seconds since the epoch; a value beyond the year 5138 is taken for milliseconds. */
    public static @Nullable Instant ofEpoch(long value, Instant receivedAt) {
        return believable(read(value), receivedAt);
    }

    /** From digits (as {@link #ofEpoch}) or an ISO-8601 time with an offset. */
    public static @Nullable Instant parse(@Nullable String text, Instant receivedAt) {
        return believable(read(text), receivedAt);
    }

    /** The time of something that has happened, or null when the sender's clock cannot be right. */
    public static @Nullable Instant believable(@Nullable Instant time, Instant receivedAt) {
        return time == null || time.isAfter(receivedAt.plus(CLOCK_SKEW)) || !time.isAfter(Instant.EPOCH) ? null : time;
    }

    /** The time of something that is still to come, or null when it lies in the past. */
    public static @Nullable Instant ahead(@Nullable Instant time, Instant receivedAt) {
        return time == null || !time.isAfter(receivedAt) ? null : time;
    }

    /** From seconds or milliseconds since the epoch, whenever that is. */
    public static @Nullable Instant read(long value) {
        if (value <= 0) {
            return null;
        }
        return value > LARGEST_SECONDS ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
    }

    /** From digits or an ISO-8601 time with an offset, whenever that is. */
    public static @Nullable Instant read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (isDigits(text)) {
            return text.length() <= MAX_DIGITS ? read(Long.parseLong(text)) : null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
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
