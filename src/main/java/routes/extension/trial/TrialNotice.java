package routes.extension.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.channel.MessagePreview;
import routes.notice.Cause;
import routes.notice.Notice;

/**
 * A notice that a post would cause.
 *
 * @param target the address as people see it: the secret that a URL may hold is masked
 * @param kind what it says, such as {@code opened}
 * @param subscriptions names of those that want it
 * @param held why it is not sent now, such as {@code silenced}; null when it is
 * @param heldBy what holds it, such as {@code silence:<id>}
 * @param waits what its subscription does before it sends; null for nothing
 * @param message what would be posted
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialNotice(
        String channel,
        String target,
        @Nullable String botId,
        String kind,
        List<String> subscriptions,
        @Nullable String held,
        @Nullable String heldBy,
        @Nullable String waits,
        @JsonUnwrapped MessagePreview message) {

    public TrialNotice {
        subscriptions = List.copyOf(subscriptions);
    }

    /** @param notice after it passed what may hold it back */
    public static TrialNotice of(Notice notice, @Nullable String waits, MessagePreview message) {
        return new TrialNotice(
                notice.target().channel(),
                notice.shown().target().address(),
                notice.target().botId(),
                notice.kind().wireName(),
                notice.handling().causes().stream().map(Cause::name).toList(),
                notice.handling().reason(),
                notice.handling().heldBy(),
                waits,
                message);
    }

    /** Of a way to be notified that nobody has set up. */
    public static TrialNotice offline(String way, Notice notice, MessagePreview message) {
        return new TrialNotice(
                way,
                notice.target().address(),
                null,
                notice.kind().wireName(),
                List.of(notice.subscriptionName()),
                null,
                null,
                null,
                message);
    }
}
