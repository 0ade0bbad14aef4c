package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.kits.ChannelContract;

/** Zulip, described by a file, holds the contract of channels. */
class ZulipContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Zulip",
                "/api/v1/messages",
                Map.of("base_url", "URL", "email", "bot@shop.example", "api_key", MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"result\":\"success\",\"msg\":\"\",\"id\":42}"),
                PlatformAnswer.json(
                        400,
                        "{\"result\":\"error\",\"msg\":\"Channel 'x' does not exist\",\"code\":\"STREAM_DOES_NOT_EXIST\",\"stream\":\"x\"}"),
                PlatformAnswer.json(
                        429,
                        "{\"code\":\"RATE_LIMIT_HIT\",\"msg\":\"API usage exceeded rate limit\",\"result\":\"error\",\"retry-after\":7.0}"),
                60000));
    }

    @Test
    void the_message_is_a_form_for_the_channel_and_topic() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.header("content-type")).contains("application/x-www-form-urlencoded");
        assertThat(call.header("authorization").orElse("")).startsWith("Basic ");
        assertThat(call.text()).contains("type=stream", "topic=alarms", "to=-100+7%2Fx", "content=");
    }
}
