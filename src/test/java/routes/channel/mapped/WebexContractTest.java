package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.kits.ChannelContract;

/** Webex, described by a file, holds the contract of channels. */
class WebexContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Webex",
                "/v1/messages",
                Map.of("base_url", "URL", "token", MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"id\":\"Y2lzY29zcGFyazovL3VzL01FU1NBR0UvMQ\",\"roomId\":\"r\"}"),
                PlatformAnswer.json(
                        404,
                        "{\"message\":\"Could not find a room with provided ID.\",\"errors\":[{\"description\":\"Could not find a room with provided ID.\"}],\"trackingId\":\"ROUTER_1\"}"),
                PlatformAnswer.text(429, "{}").with("Retry-After", "7"),
                7439));
    }

    @Test
    void the_message_has_the_form_that_the_platform_reads() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.header("authorization")).contains("Bearer " + MappedSubject.SECRET);
        assertThat(call.json().path("roomId").asText()).isEqualTo("-100 7/x");
        assertThat(call.json().path("markdown").asText()).contains("P1", "CPU of web", "https://aiops.example/");
    }
}
