package routes.subscription;

import routes.common.error.VeaiopsException;

/** Nobody can be matched yet: the store was not there since the start. Whoever sees it waits and tries again. */
public final class SubscriptionsNotLoaded extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public SubscriptionsNotLoaded() {
        super("the subscriptions were not read from the store yet");
    }
}
