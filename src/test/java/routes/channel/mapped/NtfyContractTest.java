package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.kits.ChannelContract;

/** Ntfy, described by a file, holds the contract of channels. */
class NtfyContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Ntfy",
                "/",
                Map.of("base_url", "URL", "token", MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"id\":\"sPs71M8A2T\",\"event\":\"message\",\"topic\":\"t\"}"),
                PlatformAnswer.json(403, "{\"code\":40301,\"http\":403,\"error\":\"forbidden\"}"),
                PlatformAnswer.json(
                        429, "{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}"),
                4000));
    }

    @Test
    void the_message_has_the_form_that_the_platform_reads() {
        subject().send(subject().notice());

        JsonNode message = subject().platform().calls().get(0).json();
        assertThat(message.path("topic").asText()).isEqualTo("-1007");
        assertThat(message.path("title").asText()).contains("P1", "CPU of web");
        assertThat(message.path("priority").asInt()).isEqualTo(4);
        assertThat(message.path("tags")).extracting(JsonNode::asText).containsExactly("orange_circle", "P1");
        assertThat(message.path("click").asText()).startsWith("https://aiops.example/");
        assertThat(subject().platform().calls().get(0).header("authorization"))
                .contains("Bearer " + MappedSubject.SECRET);
    }
}
