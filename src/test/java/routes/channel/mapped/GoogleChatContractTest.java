package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.kits.ChannelContract;

/** Google Chat, described by a file, holds the contract of channels. */
class GoogleChatContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "GoogleChat",
                "/v1/spaces/A/messages",
                Map.of("webhook_url", "URL/v1/spaces/A/messages?key=k&token=" + MappedSubject.SECRET),
                PlatformAnswer.json(200, "{\"name\":\"spaces/A/messages/B.B\"}"),
                PlatformAnswer.json(
                        404,
                        "{\"error\":{\"code\":404,\"message\":\"Requested entity was not found.\",\"status\":\"NOT_FOUND\"}}"),
                PlatformAnswer.json(
                        429,
                        "{\"error\":{\"code\":429,\"message\":\"Resource has been exhausted\",\"status\":\"RESOURCE_EXHAUSTED\"}}"),
                32000));
    }

    @Test
    void the_message_is_a_card_in_the_thread_of_its_event() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.parameters())
                .containsEntry("token", MappedSubject.SECRET)
                .containsEntry("messageReplyOption", "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
        assertThat(call.json().at("/thread/threadKey").asText()).isEqualTo("a".repeat(24));
        assertThat(call.json()
                        .at("/cardsV2/0/card/sections/0/widgets/0/textParagraph/text")
                        .asText())
                .contains("<b>", "P1", "CPU of web");
    }
}
