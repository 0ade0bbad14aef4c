package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;
import routes.common.error.RefusedRequest;

/** A {@code silence_delta}: seconds, or ISO-8601 such as {@code PT6H}, {@code P1D}, {@code P1W}; kept as ISO-8601. */
public final class SilenceDelta {
    public static final Duration DEFAULT = Duration.ofHours(6);
    public static final FieldKind KIND = SilenceDelta::read;
    private static final double LONGEST_SECONDS = 1e10;

    private SilenceDelta() {}

    /** {@link #of} for the fields of records. */
    public static final class Reader extends StdConverter<JsonNode, Duration> {
        @Override
        public Duration convert(JsonNode stored) {
            return of(stored);
        }
    }

    /** From what {@link #KIND} or VeAIOps stored; the default when it is missing or unreadable. */
    public static Duration of(JsonNode stored) {
        try {
            return stored.isMissingNode() || stored.isNull() ? DEFAULT : parse(stored);
        } catch (DateTimeException | ArithmeticException e) {
            return DEFAULT;
        }
    }

    /** @throws RefusedRequest naming the field when it is no duration, or a negative one */
    public static Duration required(String field, JsonNode value) {
        try {
            return Optional.of(parse(value))
                    .filter(delta -> !delta.isNegative())
                    .orElseThrow(() -> notOne(field));
        } catch (DateTimeException | ArithmeticException e) {
            throw notOne(field);
        }
    }

    private static RefusedRequest notOne(String field) {
        return RefusedRequest.invalid(field, field + " must be a duration such as PT6H, or seconds");
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
