package routes.common.outgoing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import routes.common.security.ForbiddenTarget;

/**
 * Why a call brought no answer. The text names the kind of failure and never the exception's own words, but for the guard's:
 * they may hold the URL, and a URL may hold a secret.
 *
 * @param forbidden what the egress guard said; null unless it stopped the call
 */
public record CallFailure(Kind kind, String text, @Nullable ForbiddenTarget forbidden) {
    /** What went wrong. */
    public enum Kind {
        FORBIDDEN_TARGET,
        TIMEOUT,
        TOO_LONG,
        CONNECTION,
        UNKNOWN
    }

    private static final Map<Class<? extends Throwable>, String> CONNECTIONS = Map.of(
            UnknownHostException.class, "the host name is not known",
            ConnectException.class, "no connection to the host",
            SSLException.class, "no secure connection to the host");

    private CallFailure(Kind kind, String text) {
        this(kind, text, null);
    }

    /** The first cause that says something counts. */
    public static CallFailure of(Throwable failure) {
        boolean broke = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            broke |= cause instanceof IOException;
            CallFailure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return broke
                ? new CallFailure(Kind.CONNECTION, "the connection broke")
                : new CallFailure(Kind.UNKNOWN, failure.getClass().getSimpleName());
    }

    private static @Nullable CallFailure known(Throwable cause) {
        if (cause instanceof ForbiddenTarget forbidden) {
            return new CallFailure(Kind.FORBIDDEN_TARGET, String.valueOf(forbidden.getMessage()), forbidden);
        }
        if (cause instanceof AnswerTooLong tooLong) {
            return new CallFailure(Kind.TOO_LONG, String.valueOf(tooLong.getMessage()));
        }
        if (cause instanceof InterruptedIOException) {
            return new CallFailure(Kind.TIMEOUT, "no answer in time");
        }
        for (Map.Entry<Class<? extends Throwable>, String> kind : CONNECTIONS.entrySet()) {
            if (kind.getKey().isInstance(cause)) {
                return new CallFailure(Kind.CONNECTION, kind.getValue());
            }
        }
        return null;
    }
}
