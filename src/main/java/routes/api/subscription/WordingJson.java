package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import routes.subscription.Subscription.Wording;

/** How the messages of a subscription are written, as it is answered: null is as usual. */
@JsonNaming(SnakeCaseStrategy.class)
record WordingJson(
        @Nullable String messageTemplate, @Nullable String messageLanguage, @Nullable String messageTimeZone) {
    static WordingJson of(Wording wording) {
        ZoneId zone = wording.zone();
        return new WordingJson(
                wording.template().isEmpty() ? null : wording.template(),
                wording.language(),
                zone == null ? null : zone.getId());
    }
}
