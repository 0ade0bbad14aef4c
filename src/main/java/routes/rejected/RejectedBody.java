package routes.rejected;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that could not be used, as it is kept.
 *
 * @param id derived from its place in the log, so that keeping it twice adds nothing
 * @param source the door that refused it, or {@link #LOG}
 * @param contentType media type without parameters; empty when the caller sent none
 * @param body the bytes as received, or their beginning when there are more than are kept; null when not asked for
 * @param size bytes as received
 * @param item the position of the refused item in its post, whose body was cut down to it; null for a whole post
 * @param retryId the source's id of the delivery
 * @param error the stable name of the reason
 * @param alarmIds what it became, once it is REPLAYED
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
        Instant updatedAt) {

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

    @Override
    public String toString() {
        return "rejected body " + id + " of " + source + ", " + size + " bytes, " + state;
    }
}
