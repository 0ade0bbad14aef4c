package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.kits.ChannelContract;

/** Mattermost, described by a file, holds the contract of channels. */
class MattermostContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Mattermost",
                "/hooks/s3cret-of-the-robot",
                Map.of("webhook_url", "URL/hooks/" + MappedSubject.SECRET),
                PlatformAnswer.text(200, "ok"),
                PlatformAnswer.json(
                        400,
                        "{\"id\":\"web.incoming_webhook.invalid.app_error\",\"message\":\"Invalid webhook.\",\"status_code\":400}"),
                PlatformAnswer.text(429, "limit exceeded").with("Retry-After", "7"),
                60000));
    }

    @Test
    void the_message_has_the_form_that_the_platform_reads() {
        subject().send(subject().notice());

        JsonNode message = subject().platform().calls().get(0).json();
        assertThat(message.path("text").asText()).contains("P1", "CPU of web", "https://aiops.example/");
    }
}
