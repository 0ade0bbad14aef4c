package routes.channel.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/**
 * What the answer of a webhook's target means. 2xx is delivered, 410 is refused for good, everything else is worth
 * another attempt: only what is proven permanent is final.
 */
public final class WebhookAnswer {
    private WebhookAnswer() {}

    /** @param retryAfter the target's {@code Retry-After}: seconds or an HTTP date; anything else counts as absent */
    public static SendResult of(int status, @Nullable String retryAfter, String noticeId, Instant now) {
        if (status >= 200 && status < 300) {
            return new SendResult.Sent(List.of(noticeId));
        }
        String text = "the target answered HTTP " + status;
        if (status == 410) {
            return new SendResult.Refused(FailureReason.REJECTED, text + ": it wants no more messages");
        }
        return new SendResult.TryLater(reason(status), text, wait(retryAfter, now));
    }

    private static FailureReason reason(int status) {
        if (status >= 300 && status < 400) {
            return FailureReason.REDIRECT;
        }
        return switch (status) {
            case 401, 403, 407 -> FailureReason.AUTH;
            case 408 -> FailureReason.TIMEOUT;
            case 425, 429 -> FailureReason.THROTTLED;
            default -> status >= 500 ? FailureReason.SERVER_ERROR : FailureReason.REJECTED;
        };
    }

    private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null || retryAfter.isBlank()) {
            return null;
        }
        String text = retryAfter.strip();
        try {
            Duration wait = Character.isDigit(text.charAt(0))
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? null : wait;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
