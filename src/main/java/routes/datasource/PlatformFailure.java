package routes.datasource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;

/**
 * Why a platform did not do what a call wanted. A closed set; the texts are shown to people and hold no secret, no URL and no
 * header.
 */
public abstract sealed class PlatformFailure extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private PlatformFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The platform's own code where it gave one, else a word of ours such as {@code timeout}. */
    public String code() {
        return code;
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean passes() {
        return this instanceof Throttled || this instanceof Unavailable;
    }

    /** Too many calls: by the platform's word, or by our own limit before the call was made. */
    public static final class Throttled extends PlatformFailure {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Instant until;

        /** @param until when to come back; null when the platform named no time */
        public Throttled(String code, String message, @Nullable Instant until) {
            super(code, message);
            this.until = until;
        }

        public @Nullable Instant until() {
            return until;
        }
    }

    /** The platform knows this account not, or does not let it do this. */
    public static final class Unauthorized extends PlatformFailure {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String code, String message) {
            super(code, message);
        }
    }

    /** The platform understood and refuses: the same call will be refused again. */
    public static final class BadRequest extends PlatformFailure {
        private static final long serialVersionUID = 1L;

        public BadRequest(String code, String message) {
            super(code, message);
        }
    }

    /** No answer, a broken one, or an error on the platform's side. */
    public static final class Unavailable extends PlatformFailure {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable String code) {
            super(code == null ? "unavailable" : code, message);
        }
    }
}
