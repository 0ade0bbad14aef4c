package routes.channel;

import routes.common.outgoing.CallFailure;
import routes.common.security.ForbiddenTarget;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/**
 * What a call without an answer means. Worth another attempt, unless the URL itself names a forbidden address: a name that
 * leads to one may be mended where it is kept.
 */
public final class SendFailure {
    private SendFailure() {}

    public static SendResult of(Throwable thrown) {
        CallFailure failure = CallFailure.of(thrown);
        ForbiddenTarget forbidden = failure.forbidden();
        if (forbidden != null && forbidden.permanent()) {
            return new SendResult.Refused(FailureReason.FORBIDDEN_TARGET, failure.text());
        }
        return new SendResult.TryLater(reason(failure.kind()), failure.text(), null);
    }

    private static FailureReason reason(CallFailure.Kind kind) {
        return switch (kind) {
            case FORBIDDEN_TARGET -> FailureReason.FORBIDDEN_TARGET;
            case TIMEOUT -> FailureReason.TIMEOUT;
            case CONNECTION -> FailureReason.CONNECTION;
            case TOO_LONG, UNKNOWN -> FailureReason.UNKNOWN;
        };
    }
}
