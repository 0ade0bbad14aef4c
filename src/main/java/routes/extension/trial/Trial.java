package routes.extension.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
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
 * @param notices who would be notified, and with what; one for each target
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
        Alarm alarm,
        @Nullable String transition,
        @Nullable String event,
        List<Explanation> subscriptions,
        List<TrialNotice> notices) {

    public Trial {
        subscriptions = List.copyOf(subscriptions);
        notices = List.copyOf(notices);
    }
}
