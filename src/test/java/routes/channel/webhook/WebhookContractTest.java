package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import routes.kits.ChannelContract;
import routes.notice.SendResult;
import routes.subscription.WebhookFormat;

/** Webhooks hold the contract of channels. */
class WebhookContractTest extends ChannelContract {
    /** Nobody limits how long an event may be. */
    private static final int WHOLE_EVENT = 1024 * 1024;

    @Override
    protected Subject open() throws Exception {
        return new WebhookTarget(WebhookFormat.EVENT_V1, WHOLE_EVENT);
    }

    @Test
    void headers_of_camel_and_of_the_connection_that_are_stored_are_left_out() {
        assertThat(subject().send(subject().notice())).isInstanceOf(SendResult.Sent.class);

        assertThat(subject().platform().calls("/hook")).singleElement().satisfies(call -> assertThat(call.headers())
                .containsKey("authorization")
                .doesNotContainKeys("camelresthttpuri", "camelhttpuri", "transfer-encoding"));
    }
}
