package routes.alarm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One POST at an alarm endpoint, before it is understood.
 *
 * @param source the endpoint's source, such as {@code zabbix}
 * @param contentType media type without parameters, lower case; empty when the caller sent none
 * @param body the bytes as received, never null
 * @param form the decoded fields of a form-encoded or multipart body; empty for other bodies
 * @param retryId the source's id of this delivery: the same for a repeated delivery
 * @param newId gives a fresh 24-hex id for alarms without a retry id
 * @param levels which level the words of the source mean
 * @param only the position of the one item that is wanted of the post; the body may have been cut down to it
 */
public record Intake(
        String source,
        String contentType,
        byte[] body,
        Map<String, String> form,
        @Nullable String retryId,
        Instant receivedAt,
        Supplier<String> newId,
        LevelTable levels,
        OptionalInt only) {

    /** A whole post, with the level words that come with the application. */
    public Intake(
            String source,
            String contentType,
            byte[] body,
            Map<String, String> form,
            @Nullable String retryId,
            Instant receivedAt,
            Supplier<String> newId) {
        this(source, contentType, body, form, retryId, receivedAt, newId, LevelTable.shipped(), OptionalInt.empty());
    }

    /**
     * A builder for the alarm at {@code position} (0-based) of this body. With a retry id the alarm's id is derived from
     * source, retry id and position in the post, so a repeated delivery answers the same ids, and so does an
     * item that is converted by itself later.
     */
    public AlarmBuilder alarm(int position) {
        String id = Optional.ofNullable(retryId)
                .map(retry -> AlarmIds.derived("alarm", source, retry, Integer.toString(only.orElse(position))))
                .orElseGet(newId);
        return new AlarmBuilder(id, this);
    }

    /** The builder of an alarm that the source names by itself: its id is the same in whatever post it stands. */
    public AlarmBuilder alarmNamed(String ownId) {
        return new AlarmBuilder(AlarmIds.derived("alarm", source, ownId, "0"), withRetryId(ownId));
    }

    /** The same delivery, named by the id that the source gave it. */
    public Intake withRetryId(String id) {
        return new Intake(source, contentType, body, form, id, receivedAt, newId, levels, only);
    }

    /** The same post, with the fields of its form. */
    public Intake withForm(Map<String, String> fields) {
        return new Intake(source, contentType, body, fields, retryId, receivedAt, newId, levels, only);
    }

    /** The same post with another body. */
    public Intake withBody(byte[] other) {
        return new Intake(source, contentType, other, form, retryId, receivedAt, newId, levels, only);
    }

    /** The same post, read with these level words. */
    public Intake withLevels(LevelTable table) {
        return new Intake(source, contentType, body, form, retryId, receivedAt, newId, table, only);
    }

    /** One item of the post. @param cut the body cut down to it, or the whole body */
    public Intake item(int index, byte[] cut) {
        return new Intake(source, contentType, cut, form, retryId, receivedAt, newId, levels, OptionalInt.of(index));
    }
}
