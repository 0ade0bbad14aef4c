package routes.health.heartbeat;

import routes.common.error.VeaiopsException;

/** The store was not there since the start; the caller waits and tries again. */
public final class HeartbeatsNotLoaded extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public HeartbeatsNotLoaded() {
        super("the heartbeat watches were not read from the store yet");
    }
}
