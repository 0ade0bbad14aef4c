package routes.http.limits;

import routes.common.error.VeaiopsException;

/** A server that cannot be reached at its port. */
public final class CannotListen extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    private final int port;

    CannotListen(int port, String reason) {
        super(reason);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
