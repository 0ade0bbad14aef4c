package routes.common.error;

/** Root of everything that this application throws on purpose. */
public class VeaiopsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VeaiopsException(String message) {
        super(message);
    }

    public VeaiopsException(String message, Throwable cause) {
        super(message, cause);
    }
}
