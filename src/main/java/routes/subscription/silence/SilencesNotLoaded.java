package routes.subscription.silence;

import routes.common.error.VeaiopsException;

/** Nobody can be told yet: the store was not there since the start. Whoever sees it waits and tries again. */
public final class SilencesNotLoaded extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public SilencesNotLoaded() {
        super("the silences were not read from the store yet");
    }
}
