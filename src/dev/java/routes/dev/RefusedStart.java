package routes.dev;

/** A reason not to start that the developer can mend; the message says how. */
final class RefusedStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedStart(String message) {
        super(message);
    }
}
