package routes.channel.socket;

import routes.common.error.VeaiopsException;

/** A platform gives a bot no connection; the message says why, without secrets. */
public final class NoSocket extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public NoSocket(String message) {
        super(message);
    }
}
