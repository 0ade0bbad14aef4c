package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.kits.ChannelContract;

/** Matrix, described by a file, holds the contract of channels. */
class MatrixContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Matrix",
                "/_matrix/client/v3/rooms/-100 7/x/send/m.room.message/",
                Map.of("base_url", "URL", "token", MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"event_id\":\"$e1\"}"),
                PlatformAnswer.json(403, "{\"errcode\":\"M_FORBIDDEN\",\"error\":\"User not in room\"}"),
                PlatformAnswer.json(
                        429,
                        "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too many requests\",\"retry_after_ms\":7000}"),
                60000));
    }

    @Test
    void the_transaction_is_the_notice_and_nobody_is_called() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.path()).endsWith("/" + subject().notice().id());
        assertThat(call.json().path("body").asText()).contains("[P1 warning]", "CPU of web");
        assertThat(call.json().path("formatted_body").asText()).contains("<b>", "CPU of web");
        assertThat(call.json().path("m.mentions").isEmpty()).isTrue();
    }
}
