package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformCall;
import routes.kits.ChannelContract;
import routes.subscription.WebhookFormat;

/** Webhooks that want words: what a template writes, signed like an event. */
class WebhookTextContractTest extends ChannelContract {
    private static final int LONGEST_TEXT = 64_000;

    @Override
    protected Subject open() throws Exception {
        return new WebhookTarget(WebhookFormat.TEXT, LONGEST_TEXT);
    }

    @Test
    void the_body_is_the_text_of_a_template_and_its_signature_fits() throws Exception {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        String signature = new Webhook(WebhookTarget.SIGNING)
                .sign(header(call, "webhook-id"), Long.parseLong(header(call, "webhook-timestamp")), call.text());
        assertThat(header(call, "content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(call.text()).contains("Since").doesNotStartWith("{");
        assertThat(header(call, "webhook-signature")).isEqualTo(signature);
    }

    private static String header(PlatformCall call, String name) {
        return call.header(name).orElseThrow();
    }
}
