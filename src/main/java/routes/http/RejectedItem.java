package routes.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Converted.RefusedItem;
import routes.common.error.RefusedRequest;

/**
 * An item of a post that could not be used, as the sender is answered.
 *
 * @param index its position in the post, from 0
 * @param error the stable name of the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedItem(int index, String error, @Nullable String field, String reason) {
    /** In the order of the post. */
    public static List<RejectedItem> of(List<RefusedItem> refused) {
        return refused.stream().map(RejectedItem::of).toList();
    }

    private static RejectedItem of(RefusedItem item) {
        RefusedRequest reason = item.reason();
        return new RejectedItem(
                item.index(), reason.code().wireName(), reason.field().orElse(null), reason.getMessage());
    }
}
