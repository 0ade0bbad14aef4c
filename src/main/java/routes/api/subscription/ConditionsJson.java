package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import routes.api.WindowPayload;
import routes.subscription.Matcher;
import routes.subscription.SubscriptionRule.Wanted;

/** Which events by matchers, and at which hours of the week, as it is answered. */
@JsonNaming(SnakeCaseStrategy.class)
record ConditionsJson(List<Matcher> matchers, List<WindowPayload> windows, String outsideWindows) {
    static ConditionsJson of(Wanted wanted) {
        return new ConditionsJson(
                wanted.matchers(),
                WindowPayload.of(wanted.hours().windows()),
                wanted.hours().hold() ? HoursFields.HOLD : HoursFields.DROP);
    }
}
