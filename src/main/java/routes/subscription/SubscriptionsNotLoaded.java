package routes.subscription;

import routes.common.error.VeaiopsException;

/** Matching is not possible yet: the store has been away since the start. The caller waits and tries again. */
public final class SubscriptionsNotLoaded extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    public SubscriptionsNotLoaded() {
        super("the subscriptions were not read from the store yet");
    }
}
