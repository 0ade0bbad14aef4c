package routes.tool.compare;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.event.LogPosition;
import routes.steps.intake.PostCopy;

/**
 * An alarm of the log, and what is kept of the post that it came of.
 *
 * @param post {@link PostCopy#RAW}, or the post and the position of the alarm in it; null when no copy of the post was kept
 * @param body the post, beside the first of its alarms; null beside the others
 */
public record KeptAlarm(Alarm alarm, LogPosition position, @Nullable String post, byte @Nullable [] body) {
    /** As it stands in the log, with the headers of its record. */
    public static KeptAlarm of(Alarm alarm, ConsumerRecord<byte[], byte[]> logged) {
        byte[] post = header(logged.headers(), PostCopy.POST);
        return new KeptAlarm(
                alarm,
                new LogPosition(logged.partition(), logged.offset()),
                post == null ? null : new String(post, StandardCharsets.US_ASCII),
                header(logged.headers(), PostCopy.BODY));
    }

    private static byte @Nullable [] header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    /** Whether it came of a post with others whose copy stands beside the first of them. */
    boolean ofCopy() {
        return post != null && !raw();
    }

    /** Whether its raw data are the post. */
    boolean raw() {
        return PostCopy.RAW.equals(post);
    }

    /** The post that it came of; one that comes again is another one. */
    String postId() {
        String id = post == null ? position.toString() : post;
        int item = id.lastIndexOf('/');
        return item < 0
                ? position.toString()
                : id.substring(0, item) + "@" + alarm.receivedAt().toEpochMilli();
    }

    /** What it is called in both scenarios: the post and the item. */
    String identity() {
        return post == null || raw() ? item("0") : item(post.substring(post.lastIndexOf('/') + 1));
    }

    String item(String position) {
        return postId() + "/" + position;
    }
}
