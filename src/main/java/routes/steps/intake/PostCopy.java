package routes.steps.intake;

import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.Converted;
import routes.alarm.Converted.Item;

/**
 * Puts one copy of a post of a mapped source into the log, beside the first of its alarms, so that {@code veaiops diff} can run
 * a changed mapping on it. The copy is what the mapping saw, without the caller's token. A post whose one alarm keeps all of it
 * as raw data needs no copy.
 *
 * <p>Failure policy: the copy is for comparisons only. A post that is too large, or that has to wait in the spool, is logged
 * without one.
 *
 * @param longest bytes of a post that is copied; 0 copies none
 * @param maxRecordBytes what the log takes in one record, the copy included
 */
public record PostCopy(int longest, int maxRecordBytes) {
    /** Record header of an alarm: {@link #RAW}, or the id of the post and the position of the item in it. */
    public static final String POST = "veaiops_post";

    /** Record header of the first alarm of a post: the post. */
    public static final String BODY = "veaiops_post_body";

    /** The raw data of the alarm are the whole post. */
    public static final String RAW = "raw";

    /** @param records those of the alarms, in the order of the post */
    void add(List<Message> records, Converted converted, Supplier<byte[]> post) {
        if (converted.post() == null || records.isEmpty() || longest <= 0) {
            return;
        }
        Alarm alone = whole(converted);
        if (alone != null) {
            records.get(0).setHeader(POST, RAW);
            return;
        }
        byte[] copy = post.get();
        if (copy.length > longest || copy.length + length(records.get(0)) > maxRecordBytes) {
            return;
        }
        records.get(0).setHeader(BODY, copy);
        String id = null;
        int record = 0;
        List<Item> items = converted.items();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Item.Taken taken) {
                id = id == null ? taken.alarm().id() : id;
                records.get(record++).setHeader(POST, id + "/" + i);
            }
        }
    }

    /** The one alarm of a post whose raw data are the post; null when there is none. */
    private static @Nullable Alarm whole(Converted converted) {
        return converted.items().size() == 1
                        && converted.items().get(0) instanceof Item.Taken taken
                        && taken.alarm().raw() == converted.post()
                ? taken.alarm()
                : null;
    }

    private static int length(Message record) {
        return record.getBody(byte[].class).length;
    }
}
