package routes.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmIds;

/**
 * A target to which nothing was delivered since a time, or that is switched off.
 *
 * @param target its {@link OrderKey}
 * @param botId the bot that posts; null for webhooks
 * @param failures attempts that failed since then
 * @param offSince when it was switched off; null while messages are still tried
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FailingTarget(
        @JsonProperty("_id") String id,
        String target,
        String channel,
        @Nullable String botId,
        Instant failingSince,
        Instant lastFailureAt,
        long failures,
        String reason,
        String text,
        @Nullable Instant offSince) {
    /** A target that gets little is not judged by one bad message. */
    private static final int FEWEST_FAILURES = 10;

    /** @param target an {@link OrderKey} */
    public static String idOf(String target) {
        return AlarmIds.derived("failing-target", target);
    }

    public boolean off() {
        return offSince != null;
    }

    /**
     * Whether it is to be switched off now: it says that it is gone, or it has failed for long without a success.
     *
     * @param after how long; zero switches nothing off
     */
    public boolean hopeless(Duration after, Instant now) {
        boolean gone = reason.equals(FailureReason.GONE.wireName());
        boolean lasting =
                failures >= FEWEST_FAILURES && !failingSince.plus(after).isAfter(now);
        return !off() && !after.isZero() && (gone || lasting);
    }
}
