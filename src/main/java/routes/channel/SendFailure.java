package routes.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLException;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.security.ForbiddenTarget;

/**
 * What a call without an answer means. Worth another attempt, unless the URL itself names a forbidden address: a name that
 * leads to one may be mended where it is kept. The text names the kind of failure and never the exception's own words, but
 * for the guard's: they may hold the URL, and a URL may hold a secret.
 */
public final class SendFailure {
    private static final Map<Class<? extends Throwable>, String> KINDS = Map.of(
            UnknownHostException.class, "the host name is not known",
            ConnectException.class, "no connection to the host",
            SSLException.class, "no secure connection to the host");

    private SendFailure() {}

    public static SendResult of(Throwable failure) {
        boolean broke = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            broke |= cause instanceof IOException;
            if (cause instanceof ForbiddenTarget forbidden) {
                return forbidden(forbidden);
            }
            if (cause instanceof InterruptedIOException) {
                return new SendResult.TryLater(FailureReason.TIMEOUT, "no answer in time", null);
            }
            for (Map.Entry<Class<? extends Throwable>, String> kind : KINDS.entrySet()) {
                if (kind.getKey().isInstance(cause)) {
                    return new SendResult.TryLater(FailureReason.CONNECTION, kind.getValue(), null);
                }
            }
        }
        if (broke) {
            return new SendResult.TryLater(FailureReason.CONNECTION, "the connection broke", null);
        }
        return new SendResult.TryLater(FailureReason.UNKNOWN, failure.getClass().getSimpleName(), null);
    }

    private static SendResult forbidden(ForbiddenTarget target) {
        return target.permanent()
                ? new SendResult.Refused(FailureReason.FORBIDDEN_TARGET, target.getMessage())
                : new SendResult.TryLater(FailureReason.FORBIDDEN_TARGET, target.getMessage(), null);
    }
}
