package routes.extension.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.subscription.Explanation;

/**
 * What one alarm of a post would do.
 *
 * @param alarm as the converter makes it, with an id that nothing else has
 * @param transition what it would do to its event, such as {@code opened}; null when it would change nothing
 * @param event the open event that it would merge into; null when it would open one
 * @param subscriptions every subscription, with the clause that fails for those that do not match; empty when people are
 *     not notified of this transition
 * @param messages what people would read, by channel; empty when no target is notified
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
        Alarm alarm,
        @Nullable String transition,
        @Nullable String event,
        List<Explanation> subscriptions,
        Map<String, String> messages) {

    public Trial {
        subscriptions = List.copyOf(subscriptions);
        messages = Map.copyOf(messages);
    }
}
