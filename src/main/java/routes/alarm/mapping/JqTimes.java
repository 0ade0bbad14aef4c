package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;
import routes.alarm.SourceTime;

/** Times in the patterns and zones of vendors, and jq's own functions of time. Times are seconds since the epoch. */
final class JqTimes {
    private static final int PARTS = 6;

    private JqTimes() {}

    /** Seconds of a text in this pattern; null for what is not written so. A zone in the text goes before the one named. */
    static JsonNode time(JsonNode in, String pattern, String zone) throws JsonQueryException {
        ZoneId usual = zone(zone);
        JqTimePattern read = JqTimePattern.of(pattern);
        if (!in.isValueNode() || in.isNull()) {
            return NullNode.getInstance();
        }
        try {
            return LongNode.valueOf(
                    instant(read.parse(in.asText().strip()), usual).getEpochSecond());
        } catch (DateTimeException e) {
            return NullNode.getInstance();
        }
    }

    /** A time as people read it; null for what is no time. */
    static JsonNode formatted(JsonNode in, String pattern, String zone) throws JsonQueryException {
        ZoneId shown = zone(zone);
        JqTimePattern write = JqTimePattern.of(pattern);
        Instant time = in.isNumber()
                ? SourceTime.read(in.longValue())
                : SourceTime.read(in.isTextual() ? in.textValue() : null);
        return time == null ? NullNode.getInstance() : TextNode.valueOf(write.format(time.atZone(shown)));
    }

    /** jq's {@code strptime}: the parts of a time, as {@code mktime} takes them. */
    static JsonNode parts(JsonNode in, String pattern) throws JsonQueryException {
        if (!in.isTextual()) {
            throw new JsonQueryException("strptime takes a text");
        }
        try {
            TemporalAccessor parsed = JqTimePattern.ofC(pattern).parse(in.textValue());
            LocalDate day = parsed.query(TemporalQueries.localDate());
            LocalDateTime read = parsed.isSupported(ChronoField.INSTANT_SECONDS)
                    ? LocalDateTime.ofEpochSecond(parsed.getLong(ChronoField.INSTANT_SECONDS), 0, ZoneOffset.UTC)
                    : LocalDateTime.of(day == null ? LocalDate.of(1900, 1, 1) : day, timeOfDay(parsed));
            return broken(read, 0);
        } catch (DateTimeException e) {
            throw new JsonQueryException("the text does not have the form \"" + pattern + "\"");
        }
    }

    /** jq's {@code gmtime}. */
    static JsonNode parts(JsonNode in) throws JsonQueryException {
        double seconds = number(in, "gmtime");
        long whole = (long) Math.floor(seconds);
        try {
            return broken(LocalDateTime.ofEpochSecond(whole, 0, ZoneOffset.UTC), seconds - whole);
        } catch (DateTimeException e) {
            throw new JsonQueryException("gmtime takes seconds since the epoch");
        }
    }

    /** jq's {@code mktime}. */
    static JsonNode seconds(JsonNode parts) throws JsonQueryException {
        return LongNode.valueOf(local(parts, "mktime").toEpochSecond(ZoneOffset.UTC));
    }

    /** jq's {@code strftime}, of seconds or of the parts of a time, in UTC. */
    static JsonNode text(JsonNode in, String pattern) throws JsonQueryException {
        LocalDateTime time = local(in.isNumber() ? parts(in) : in, "strftime");
        return TextNode.valueOf(JqTimePattern.ofC(pattern).format(time.atZone(ZoneId.of("UTC"))));
    }

    /** @throws JsonQueryException when one of them cannot be used */
    static void check(String pattern, String zone) throws JsonQueryException {
        JqTimePattern.of(pattern);
        zone(zone);
    }

    private static Instant instant(TemporalAccessor parsed, ZoneId usual) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.ofEpochSecond(parsed.getLong(ChronoField.INSTANT_SECONDS));
        }
        ZoneId own = parsed.query(TemporalQueries.zone());
        LocalDate day = parsed.query(TemporalQueries.localDate());
        if (day == null) {
            throw new DateTimeException("there is no day in it");
        }
        return ZonedDateTime.of(day, timeOfDay(parsed), own == null ? usual : own)
                .toInstant();
    }

    private static LocalTime timeOfDay(TemporalAccessor parsed) {
        @Nullable LocalTime time = parsed.query(TemporalQueries.localTime());
        return time == null ? LocalTime.MIDNIGHT : time;
    }

    private static ArrayNode broken(LocalDateTime time, double fraction) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        parts.add(time.getYear())
                .add(time.getMonthValue() - 1)
                .add(time.getDayOfMonth())
                .add(time.getHour())
                .add(time.getMinute());
        if (fraction == 0) {
            parts.add(time.getSecond());
        } else {
            parts.add(time.getSecond() + fraction);
        }
        return parts.add(time.getDayOfWeek().getValue() % 7).add(time.getDayOfYear() - 1);
    }

    private static LocalDateTime local(JsonNode parts, String function) throws JsonQueryException {
        if (!parts.isArray() || parts.size() < PARTS) {
            throw new JsonQueryException(function + " takes the parts of a time, as gmtime and strptime give them");
        }
        try {
            return LocalDateTime.of(
                    (int) number(parts.get(0), function),
                    (int) number(parts.get(1), function) + 1,
                    (int) number(parts.get(2), function),
                    (int) number(parts.get(3), function),
                    (int) number(parts.get(4), function),
                    (int) number(parts.get(5), function));
        } catch (DateTimeException e) {
            throw new JsonQueryException(function + ": there is no such time");
        }
    }

    private static double number(JsonNode value, String function) throws JsonQueryException {
        if (!value.isNumber()) {
            throw new JsonQueryException(function + " takes numbers");
        }
        return value.asDouble();
    }

    private static ZoneId zone(String name) throws JsonQueryException {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new JsonQueryException("\"" + name + "\" is no time zone: Europe/Berlin, GMT+08:00 and +08:00 are");
        }
    }
}
