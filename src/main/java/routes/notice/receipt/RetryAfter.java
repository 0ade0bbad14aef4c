package routes.notice.receipt;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how long a target asks us to wait. Anything that is neither seconds nor an HTTP date counts as absent. */
public final class RetryAfter {
    /** A longer wait becomes this one; callers have limits of their own. */
    public static final Duration LONGEST = Duration.ofDays(3660);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,30}(?:\\.\\d{1,9})?");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private RetryAfter() {}

    /**
     * @param text whole or fractional seconds, or an HTTP date
     * @param now the time that a date is compared with: the target's own where it is known
     * @return empty also for a time that has passed
     */
    public static Optional<Duration> parse(String text, Instant now) {
        String stripped = text.strip();
        if (SECONDS.matcher(stripped).matches()) {
            return Optional.of(seconds(new BigDecimal(stripped)));
        }
        return httpDate(stripped)
                .map(date -> Duration.between(now, date))
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration seconds(BigDecimal seconds) {
        BigDecimal millis = seconds.multiply(MILLIS).min(BigDecimal.valueOf(LONGEST.toMillis()));
        return Duration.ofMillis(millis.setScale(0, java.math.RoundingMode.UP).longValueExact());
    }
}
