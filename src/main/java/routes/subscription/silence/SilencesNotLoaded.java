package routes.subscription.silence;

import routes.common.error.VeaiopsException;

/** Nothing can be sent yet: the store has been away since the start. The caller waits and tries again. */
public final class SilencesNotLoaded extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public SilencesNotLoaded() {
        super("the silences were not read from the store yet");
    }
}
