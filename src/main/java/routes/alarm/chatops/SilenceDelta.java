package routes.alarm.chatops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import routes.alarm.FieldKind;
import routes.alarm.FieldPath;

/** A {@code silence_delta}: seconds, or ISO-8601 such as {@code PT6H}, {@code P1D}, {@code P1W}; kept as ISO-8601. */
final class SilenceDelta {
    static final Duration DEFAULT = Duration.ofHours(6);
    static final FieldKind KIND = SilenceDelta::read;
    private static final double LONGEST_SECONDS = 1e10;

    private SilenceDelta() {}

    /** From what {@link #KIND} or VeAIOps stored; the default when it is missing or unreadable. */
    static Duration of(JsonNode stored) {
        try {
            return stored.isMissingNode() || stored.isNull() ? DEFAULT : parse(stored);
        } catch (DateTimeException | ArithmeticException e) {
            return DEFAULT;
        }
    }

    private static JsonNode read(JsonNode value, FieldPath path) {
        try {
            return TextNode.valueOf(parse(value).toString());
        } catch (DateTimeException | ArithmeticException e) {
            throw path.refuse("a duration such as PT6H, or seconds", value);
        }
    }

    private static Duration parse(JsonNode value) {
        if (value.isNumber()) {
            return ofSeconds(value.doubleValue());
        }
        String text = value.asText();
        if (text.indexOf('P') >= 0 && text.indexOf('T') < 0) {
            Period period = Period.parse(text);
            if (period.toTotalMonths() != 0) {
                throw new DateTimeException("months have no fixed length");
            }
            return Duration.ofDays(period.getDays());
        }
        return Duration.parse(text);
    }

    private static Duration ofSeconds(double seconds) {
        if (!(Math.abs(seconds) <= LONGEST_SECONDS)) {
            throw new DateTimeException("more than three hundred years");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
