package routes.http;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/** Texts of paths and queries read as what they should be; a refusal names the parameter. */
public final class QueryValues {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{24}");

    private QueryValues() {}

    public static int integer(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw RefusedRequest.invalid(name, name + " must be a whole number");
        }
    }

    /** A whole number; one above the most counts as the most. */
    static int integerUpTo(String name, String text, int most) {
        try {
            return new BigInteger(text.strip()).min(BigInteger.valueOf(most)).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw RefusedRequest.invalid(name, name + " must be a whole number");
        }
    }

    /** @param zone of a time that names none */
    public static Instant instant(String name, String text, ZoneId zone) {
        try {
            return Json.instant(text, zone);
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid(
                    name, name + " must be an ISO-8601 date and time, such as 2026-01-31T08:00:00Z");
        }
    }

    public static boolean flag(String name, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw RefusedRequest.invalid(name, name + " must be true or false");
        };
    }

    public static String id(String name, String text) {
        if (!ID.matcher(text).matches()) {
            throw RefusedRequest.invalid(name, name + " must be an id of 24 hex digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> E oneOf(String name, String text, Class<E> type) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw RefusedRequest.invalid(name, name + " must be one of " + Arrays.toString(type.getEnumConstants()));
    }
}
