package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;

/** Bark, described by a file, holds the contract of channels. */
class BarkContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Bark",
                "/push",
                Map.of("base_url", "URL", "device_key", MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"code\":200,\"message\":\"success\",\"timestamp\":1764468633}"),
                PlatformAnswer.json(
                        400, "{\"code\":400,\"message\":\"failed to get device token\",\"timestamp\":1764468633}"),
                PlatformAnswer.text(429, "slow down").with("Retry-After", "7"),
                3500));
    }

    @Test
    void the_level_is_that_of_the_phone_and_what_is_over_makes_no_sound() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.json().path("device_key").asText()).isEqualTo(MappedSubject.SECRET);
        assertThat(call.json().path("level").asText()).isEqualTo("timeSensitive");
        assertThat(call.json().path("id").asText()).isEqualTo("a".repeat(24));
    }

    @Test
    void the_end_makes_no_sound() {
        subject().send(((MappedSubject) subject()).about(SampleEvent.anEvent().recovered()));

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.json().path("level").asText()).isEqualTo("passive");
    }
}
