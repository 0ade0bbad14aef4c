package routes.common.error;

import org.jspecify.annotations.Nullable;

/** Root of everything that this application throws on purpose. */
public class VeaiopsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VeaiopsException(String message) {
        super(message);
    }

    public VeaiopsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** There always is one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
