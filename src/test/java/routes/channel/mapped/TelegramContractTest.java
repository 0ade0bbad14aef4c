package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.fakes.PlatformAnswer;
import routes.fakes.SampleEvent;
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
        assertThat(message.path("chat_id").asText()).isEqualTo("-1007");
        assertThat(message.has("message_thread_id")).isFalse();
        assertThat(message.path("parse_mode").asText()).isEqualTo("HTML");
        assertThat(message.path("text").asText()).contains("<b>[P1 warning]", "CPU of web", "https://aiops.example/");
    }

    @ParameterizedTest
    @CsvSource({"-1001234567890:15, -1001234567890, 15", "@ops_room:7, @ops_room, 7", "424242, 424242, "})
    void a_topic_of_a_forum_stands_behind_the_chat(String target, String chat, String topic) {
        MappedSubject telegram = (MappedSubject) subject();

        telegram.send(telegram.to(SampleEvent.anEvent(), target));

        JsonNode message = telegram.platform().calls().get(0).json();
        assertThat(message.path("chat_id").asText()).isEqualTo(chat);
        assertThat(message.path("message_thread_id").asText()).isEqualTo(topic == null ? "" : topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-100:", "-100:x", "https://t.me/ops", "ops room", "@", ""})
    void what_is_no_chat_is_named_with_what_one_looks_like(String chat) {
        assertThat(subject().channel().chatFault(chat))
                .hasValueSatisfying(why -> assertThat(why).contains("-1001234567890:15"));
    }
}
