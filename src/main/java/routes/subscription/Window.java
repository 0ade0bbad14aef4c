package routes.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.error.InvalidField;

/**
 * Hours that come again every week. It opens on each of its days at {@code from} and closes at the next {@code to}: on the
 * following day when {@code to} is not after {@code from}. Where clocks go forward over one of the two, that is the moment
 * of the change; where they go back, it is the first of the two.
 *
 * @param days on which it opens; at least one
 */
@JsonDeserialize(using = Window.Reader.class)
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    private static final String MIDNIGHT_AS_END = "24:00";
    private static final DateTimeFormatter HOURS_AND_MINUTES =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final int LETTERS_OF_A_DAY = 3;

    public Window {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window opens on at least one day");
        }
        days = Set.copyOf(days);
    }

    /**
     * From its written form.
     *
     * @param days such as {@code MON}; none means every day
     * @param from such as {@code 22:00}
     * @param to such as {@code 06:00}; {@code 24:00} is the end of the day
     * @throws IllegalArgumentException which says what is wrong
     */
    public static Window of(Collection<String> days, String from, String to, ZoneId zone) {
        Set<DayOfWeek> all = days.isEmpty()
                ? EnumSet.allOf(DayOfWeek.class)
                : days.stream().map(Window::day).collect(Collectors.toSet());
        return new Window(all, time(from), MIDNIGHT_AS_END.equals(to) ? LocalTime.MIDNIGHT : time(to), zone);
    }

    /** As people write and read it. @param zone that of the request when it is missing */
    public record Written(List<String> days, String from, String to, @Nullable String zone) {}

    @JsonValue
    Written written() {
        return new Written(dayNames(), from.toString(), to.toString(), zone.getId());
    }

    static final class Reader extends StdDeserializer<Window> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Window.class);
        }

        @Override
        public Window deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Written written = context.readValue(in, Written.class);
            List<String> days = written.days() == null ? List.of() : written.days();
            return of(days, written.from(), written.to(), zone(written.zone(), context));
        }

        private static ZoneId zone(@Nullable String name, DeserializationContext context) {
            try {
                return name == null ? context.getTimeZone().toZoneId() : ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new InvalidField("zone", "it is no time zone; write one such as Asia/Shanghai, UTC or +08:00");
            }
        }
    }

    /** Whether one of them is open; without any it always is. */
    public static boolean anyOpen(Collection<Window> windows, Instant now) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.open(now));
    }

    public boolean open(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return openSince(today, now) || openSince(today.minusDays(1), now);
    }

    /** Such as {@code [MON, SUN]}, in the order of the week. */
    public List<String> dayNames() {
        return days.stream().sorted().map(Window::name).toList();
    }

    /** Such as {@code MON,TUE 22:00-06:00 Asia/Shanghai}. */
    @Override
    public String toString() {
        return String.join(",", dayNames()) + " " + from + "-" + to + " " + zone;
    }

    private boolean openSince(LocalDate day, Instant now) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return days.contains(day.getDayOfWeek())
                && !now.isBefore(at(day.atTime(from)))
                && now.isBefore(at(last.atTime(to)));
    }

    private Instant at(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name(day).equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "days must be of MON, TUE, WED, THU, FRI, SAT, SUN, and not " + name));
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, LETTERS_OF_A_DAY);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text, HOURS_AND_MINUTES);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time of day must be written as 22:00, and not " + text, e);
        }
    }
}
