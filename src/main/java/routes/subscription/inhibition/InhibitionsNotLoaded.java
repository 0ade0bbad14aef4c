package routes.subscription.inhibition;

import routes.common.error.VeaiopsException;

/** The store was not there since the start; the caller waits and tries again. */
public final class InhibitionsNotLoaded extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public InhibitionsNotLoaded() {
        super("the inhibition rules were not read from the store yet");
    }
}
