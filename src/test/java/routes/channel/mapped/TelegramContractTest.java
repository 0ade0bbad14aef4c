package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.kits.ChannelContract;

/** Telegram, described by a file, holds the contract of channels. */
class TelegramContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Telegram",
                "/bot1:s3cret-of-the-robot/sendMessage",
                Map.of("base_url", "URL", "token", "1:" + MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"ok\":true,\"result\":{\"message_id\":42}}"),
                PlatformAnswer.json(
                        200, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}"),
                PlatformAnswer.json(
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 7\",\"parameters\":{\"retry_after\":7}}"),
                16000));
    }

    @Test
    void the_message_has_the_form_that_the_platform_reads() {
        subject().send(subject().notice());

        JsonNode message = subject().platform().calls().get(0).json();
        assertThat(message.path("chat_id").asText()).isEqualTo("-100 7/x");
        assertThat(message.path("parse_mode").asText()).isEqualTo("HTML");
        assertThat(message.path("text").asText()).contains("<b>[P1 warning]", "CPU of web", "https://aiops.example/");
    }
}
