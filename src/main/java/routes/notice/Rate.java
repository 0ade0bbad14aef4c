package routes.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a target takes, written {@code 20/1m}: twenty messages a minute.
 *
 * @param permits messages
 * @param period in this time
 */
public record Rate(int permits, Duration period) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})/(\\d{1,5})(ms|s|m|h)");

    public Rate {
        if (permits < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "a rate needs at least one message and some time: " + permits + "/" + period);
        }
    }

    /** Reads {@code 5/1s,100/1m}; blank means no limit. */
    public static List<Rate> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(Rate::parse)
                .toList();
    }

    /**
     * How long until one more message fits, so that no stretch of one period ever sees more than the permits.
     *
     * @param sent when the latest messages were sent, oldest first
     */
    public Duration wait(List<Instant> sent, Instant now) {
        if (sent.size() < permits) {
            return Duration.ZERO;
        }
        Instant free = sent.get(sent.size() - permits).plus(period).plus(slack());
        return free.isAfter(now) ? Duration.between(now, free) : Duration.ZERO;
    }

    /** The target counts by its own clock, when a message arrives: a little more room than it asks for. */
    private Duration slack() {
        return period.dividedBy(50);
    }

    private static Rate parse(String text) {
        Matcher rate = TEXT.matcher(text);
        if (!rate.matches()) {
            throw new IllegalArgumentException("a rate looks like 20/1m or 5/1s, not " + text);
        }
        long amount = Long.parseLong(rate.group(2));
        Duration period =
                switch (rate.group(3)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
        return new Rate(Integer.parseInt(rate.group(1)), period);
    }
}
