package routes.common.security;

import routes.common.error.VeaiopsException;

/** A stored secret cannot be opened: its key is not configured, or the value was changed or moved. */
public final class UnreadableSecret extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public UnreadableSecret(String message) {
        super(message);
    }
}
