package routes.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;
import routes.alarm.Level;

/**
 * What travels on {@code veaiops.notices}: enough to find a notice and to rank it among those that wait for the same
 * target. The notice itself is in the store.
 *
 * @param eventId notices about one event are sent one after another
 * @param since when the notice was made
 */
public record NoticeQueued(String noticeId, String eventId, Level level, Instant since) {
    private static final String SEPARATOR = " ";
    private static final int PARTS = 4;

    public static NoticeQueued of(Notice notice) {
        return new NoticeQueued(notice.id(), notice.event().id(), notice.event().eventLevel(), notice.createdAt());
    }

    /** The record's value. */
    public String text() {
        return String.join(SEPARATOR, noticeId, eventId, level.name(), Long.toString(since.toEpochMilli()));
    }

    /** Reads a record's value; empty for anything else. */
    public static Optional<NoticeQueued> parse(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split(SEPARATOR);
        if (parts.length != PARTS || !AlarmIds.valid(parts[0])) {
            return Optional.empty();
        }
        try {
            Instant since = Instant.ofEpochMilli(Long.parseLong(parts[3]));
            return Optional.of(new NoticeQueued(parts[0], parts[1], Level.valueOf(parts[2]), since));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
