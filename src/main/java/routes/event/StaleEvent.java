package routes.event;

import routes.common.error.VeaiopsException;

/** Another writer changed an event between our read and our write; reading and merging again mends it. */
public final class StaleEvent extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public StaleEvent(String message) {
        super(message);
    }
}
