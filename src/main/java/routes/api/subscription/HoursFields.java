package routes.api.subscription;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.api.WindowPayload;
import routes.subscription.Subscription.Hours;
import routes.subscription.Window;

/** The fields of a subscription that say at which hours of the week its notices are sent. */
final class HoursFields {
    static final String HOLD = "hold";
    static final String DROP = "drop";

    private HoursFields() {}

    /**
     * Fields that are not present keep their values.
     *
     * @param usual zone of windows that name none
     */
    static Hours hours(SubscriptionPayload payload, Set<String> present, Hours before, ZoneId usual) {
        List<Window> windows =
                present.contains("windows") ? WindowPayload.all(payload.windows(), usual) : before.windows();
        boolean hold =
                Optional.ofNullable(payload.outsideWindows()).map(HOLD::equals).orElse(before.hold());
        return new Hours(windows, hold);
    }
}
