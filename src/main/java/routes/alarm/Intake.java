package routes.alarm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One POST at an alarm door, before it is understood.
 *
 * @param source the door's name, such as {@code zabbix}
 * @param contentType media type without parameters, lower case; empty when the caller sent none
 * @param body the bytes as received, never null
 * @param form the decoded fields of a form-encoded or multipart body; empty for other bodies
 * @param retryId the source's id of this delivery: the same for a repeated delivery
 * @param newId gives a fresh 24-hex id for alarms without a retry id
 */
public record Intake(
        String source,
        String contentType,
        byte[] body,
        Map<String, String> form,
        @Nullable String retryId,
        Instant receivedAt,
        Supplier<String> newId) {

    /**
     * A builder for the alarm at {@code position} (0-based) of this body. With a retry id the alarm's id is derived from
     * source, retry id and position, so a repeated delivery answers the same ids (design 4).
     */
    public AlarmBuilder alarm(int position) {
        String id = Optional.ofNullable(retryId)
                .map(retry -> AlarmIds.derived("alarm", source, retry, Integer.toString(position)))
                .orElseGet(newId);
        return new AlarmBuilder(id, source, receivedAt, retryId);
    }

    /** The same delivery, named by the id that the source gave it. */
    public Intake withRetryId(String id) {
        return new Intake(source, contentType, body, form, id, receivedAt, newId);
    }
}
