package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.kits.ChannelContract;

/** Discord, described by a file, holds the contract of channels. */
class DiscordContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Discord",
                "/api/webhooks/1/s3cret-of-the-robot",
                Map.of("webhook_url", "URL/api/webhooks/1/" + MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"id\":\"1234\",\"content\":\"x\"}"),
                PlatformAnswer.json(404, "{\"message\":\"Unknown Webhook\",\"code\":10015}"),
                PlatformAnswer.json(
                        429, "{\"message\":\"You are being rate limited.\",\"retry_after\":7.0,\"global\":false}"),
                16000));
    }

    @Test
    void the_message_has_the_form_that_the_platform_reads() {
        subject().send(subject().notice());

        JsonNode message = subject().platform().calls().get(0).json();
        assertThat(message.path("content").asText()).contains("P1", "CPU of web", "https://aiops.example/");
        assertThat(message.at("/allowed_mentions/parse").isEmpty()).isTrue();
        assertThat(message.path("content").asText()).hasSizeLessThanOrEqualTo(2000);
    }
}
