package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;

/** Gotify, described by a file, holds the contract of channels. */
class GotifyContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Gotify",
                "/message",
                Map.of("base_url", "URL", "token", MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"id\":25,\"appid\":5,\"message\":\"x\"}"),
                PlatformAnswer.json(
                        401,
                        "{\"error\":\"Unauthorized\",\"errorCode\":401,\"errorDescription\":\"you need to provide a valid access token\"}"),
                PlatformAnswer.text(429, "slow down").with("Retry-After", "7"),
                20000));
    }

    @Test
    void the_priority_is_that_of_the_level_and_the_token_a_header() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.header("x-gotify-key")).contains(MappedSubject.SECRET);
        assertThat(call.json().path("priority").asInt()).isEqualTo(5);
        assertThat(call.json().path("title").asText()).contains("[P1 warning]", "CPU of web");
        assertThat(call.json().at("/extras/client::notification/click/url").asText())
                .startsWith("https://aiops.example/");
    }

    @Test
    void what_is_over_is_quiet() {
        subject().send(((MappedSubject) subject()).about(SampleEvent.anEvent().recovered()));

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.json().path("priority").asInt()).isEqualTo(2);
    }
}
