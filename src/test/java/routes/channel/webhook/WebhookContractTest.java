package routes.channel.webhook;

import routes.kits.ChannelContract;
import routes.subscription.WebhookFormat;

/** Webhooks hold the contract of channels. */
class WebhookContractTest extends ChannelContract {
    /** Nobody limits how long an event may be. */
    private static final int WHOLE_EVENT = 1024 * 1024;

    @Override
    protected Subject open() throws Exception {
        return new WebhookTarget(WebhookFormat.EVENT_V1, WHOLE_EVENT);
    }
}
