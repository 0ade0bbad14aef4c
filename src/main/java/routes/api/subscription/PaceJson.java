package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.subscription.Subscription.Grouping;
import routes.subscription.Subscription.Pace;
import routes.subscription.Subscription.Reminding;

/** What a subscription sends together, and again, as it is answered; null where it does not. */
@JsonNaming(SnakeCaseStrategy.class)
record PaceJson(
        @Nullable List<String> groupBy,
        @Nullable Long groupWaitSeconds,
        @Nullable Long groupIntervalSeconds,
        @Nullable Long remindEverySeconds,
        @Nullable Integer remindMax,
        @Nullable Long resolvedAfterSeconds) {

    static PaceJson of(Pace pace) {
        Optional<Grouping> grouping = Optional.ofNullable(pace.grouping());
        Optional<Reminding> reminding = Optional.ofNullable(pace.reminding());
        return new PaceJson(
                grouping.map(Grouping::by).orElse(null),
                grouping.map(found -> found.patience().toSeconds()).orElse(null),
                grouping.map(found -> found.interval().toSeconds()).orElse(null),
                reminding.map(found -> found.every().toSeconds()).orElse(null),
                reminding.map(Reminding::most).orElse(null),
                Optional.ofNullable(pace.resolvedAfter())
                        .map(Duration::toSeconds)
                        .orElse(null));
    }
}
