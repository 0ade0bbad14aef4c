package routes.notice.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times and durations as people read them. */
public final class TimeText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final Words words;
    private final ZoneId zone;

    public TimeText(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    public String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atZone(zone));
    }

    /** The offset, such as {@code UTC+08:00}. */
    public String zone(Instant at) {
        String offset = zone.getRules().getOffset(at).getId();
        return offset.equals("Z") ? "UTC" : "UTC" + offset;
    }

    /** In the two largest units: {@code 2 h 5 min}. */
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds >= DAY) {
            return two(seconds / DAY, "day", seconds % DAY / HOUR, "hour");
        }
        if (seconds >= HOUR) {
            return two(seconds / HOUR, "hour", seconds % HOUR / MINUTE, "minute");
        }
        return seconds >= MINUTE ? two(seconds / MINUTE, "minute", seconds % MINUTE, "second") : one(seconds, "second");
    }

    private String two(long large, String unit, long small, String smaller) {
        return small == 0 ? one(large, unit) : one(large, unit) + " " + one(small, smaller);
    }

    private String one(long count, String unit) {
        return count + " " + words.of("unit." + unit);
    }
}
