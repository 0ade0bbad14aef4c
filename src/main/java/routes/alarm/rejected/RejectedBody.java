package routes.alarm.rejected;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;

/**
 * A body that could not be used, as it is kept.
 *
 * @param id derived from its place in the log, so that keeping it twice adds nothing
 * @param source whose endpoint refused it, or {@link #LOG}
 * @param contentType media type without parameters; empty when the caller sent none
 * @param body the bytes as received, or their beginning when there are more than are kept; null when not requested
 * @param size bytes as received
 * @param item the position of the refused item in its post, whose body was cut down to it; null for a whole post
 * @param retryId the source's id of the delivery
 * @param error the stable name of the reason
 * @param alarmIds what it became, once it is REPLAYED
 * @param updatedUser who replayed or discarded it; null while it waits
 * @param firstSeen when it came first; {@code receivedAt} is when it came last
 * @param count how often it came
 */
public record RejectedBody(
        String id,
        String source,
        Instant receivedAt,
        String contentType,
        byte @Nullable [] body,
        int size,
        @Nullable Integer item,
        @Nullable String retryId,
        String error,
        @Nullable String field,
        String message,
        RejectedState state,
        List<String> alarmIds,
        Instant updatedAt,
        @Nullable String updatedUser,
        Instant firstSeen,
        int count) {

    /** Stands for the log of accepted alarms: a record in it that is no alarm. */
    public static final String LOG = "log";

    /** The longest body that is kept, in bytes. */
    public static final int LONGEST = 1 << 20;

    public RejectedBody {
        alarmIds = List.copyOf(alarmIds);
    }

    /** The body, or the beginning of one that is too long to be kept. */
    public static byte[] bounded(byte[] body) {
        return body.length > LONGEST ? Arrays.copyOf(body, LONGEST) : body;
    }

    /** Whether only the beginning of it was kept: it can be read, and not be tried again. */
    public boolean cut() {
        return body != null && body.length < size;
    }

    /** The same for every time that a source posts this body, whatever is wrong with it by the mapping of that day. */
    public String sameness() {
        return AlarmIds.derived(
                "same",
                source,
                contentType,
                String.valueOf(item),
                Integer.toString(size),
                body == null ? id : new String(body, StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "rejected body " + id + " of " + source + ", " + size + " bytes, " + state;
    }
}
